import type { Template } from '../api/types';
import { draftOf, freeName, isChanged, moved, wordsOf } from './template-draft';

const TEMPLATE: Template = {
  id: 't',
  name: '江湖',
  version: 3,
  categories: 1,
  items: 1,
  updated_at: '2026-01-01T00:00:00.000Z',
  content: {
    categories: [
      { id: 'c1', name: '基本', items: [{ id: 'i1', name: '姓名', content: '', keywords: '', note: '' }] },
    ],
    style: { voice: '', tense: '', banned: [], required: [] },
  },
};

describe('a template draft', () => {
  it('is a copy that says which version it is of, and whether it is another by now', () => {
    const draft = draftOf(TEMPLATE);
    expect(draft.base_version).toBe(3);
    expect(isChanged(draft, TEMPLATE)).toBe(false);
    draft.categories[0]!.items[0]!.name = '名号';
    expect(isChanged(draft, TEMPLATE)).toBe(true);
    expect(TEMPLATE.content.categories[0]!.items[0]!.name).toBe('姓名');
  });

  it('moves a part up and down, and not beyond the ends', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });

  it('calls a new part what no other is called', () => {
    const taken = [{ name: '新条目' }, { name: '新条目 2' }];
    expect(freeName('新条目', taken)).toBe('新条目 3');
    expect(freeName('别的', taken)).toBe('别的');
  });

  it('reads words by commas of either script and by lines, each once', () => {
    expect(wordsOf('仿佛，suddenly, 仿佛\n 似乎、')).toEqual(['仿佛', 'suddenly', '似乎']);
  });
});
