import { StateDocument } from '../chat/state-document';
import { aDocument, anItem } from '../testing/session-documents';
import { boardRows, keptRows } from './board-model';

describe('keptRows', () => {
  it('keeps the rows in which nothing has changed, so that they are not drawn again', () => {
    const document = new StateDocument();
    document.replace({
      ...aDocument({ eyes: anItem('waiting', { category: 'looks' }), name: anItem('waiting') }),
      categories: {
        basic: { title: { zh: '基本', en: 'Basics' }, order: 0 },
        looks: { title: { zh: '外貌', en: 'Looks' }, order: 1 },
      },
    });
    const before = boardRows(document);
    document.patch([{ op: 'replace', path: '/items/eyes/status', value: 'writing' }]);
    const [basic, looks] = keptRows(boardRows(document), before);

    expect(basic).toBe(before[0]);
    expect(looks!.cells[0]!.item.status).toBe('writing');
    expect(looks!.progress).toEqual({ total: 1, done: 0, failed: 0 });
  });
});
