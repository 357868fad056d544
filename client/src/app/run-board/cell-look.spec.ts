import type { ItemState } from '../api/run-state';
import { aDocument, anItem } from '../testing/session-documents';
import { awaitedStep, cellLook } from './cell-look';

const done = (fields: Partial<ItemState>) => anItem('done', { chosen: 1, ...fields });
const finding = { by: 'code', kind: 'age', quote: '四十岁', expected: '27', problem: '' } as const;

describe('cellLook', () => {
  it.each([
    ['waiting', anItem('waiting'), 'waiting', null, false, ['board.status.waiting']],
    ['researching', anItem('researching'), 'researching', null, false, ['board.status.researching']],
    ['thinking', anItem('thinking'), 'thinking', null, false, ['board.status.thinking']],
    ['writing', anItem('writing'), 'writing', null, false, ['board.status.writing']],
    [
      'retrying',
      anItem('retrying', { attempt: 2 }),
      'retrying',
      null,
      false,
      ['board.status.retrying', 'chat.attempt 2'],
    ],
    ['failed', anItem('failed'), 'failed', null, false, ['board.status.failed']],
    ['stopped', anItem('stopped'), 'stopped', null, false, ['board.status.stopped']],
    ['skipped', anItem('skipped'), 'skipped', null, false, ['board.status.skipped']],
    ['done', done({}), 'done', null, false, ['board.status.done']],
    [
      'written again by the model',
      done({ attempt: 2, revision: { instruction: '短一些' } }),
      'done',
      null,
      false,
      ['board.status.done', 'chat.attempt 2'],
    ],
    [
      'edited',
      done({ attempt: 2, revision: { text: '亲手写的' } }),
      'done',
      'edited',
      false,
      ['board.status.done', 'revision.handMade', 'chat.attempt 2'],
    ],
    [
      'restored',
      done({ attempt: 3, revision: { text: '第一稿', restoredFrom: 1 } }),
      'done',
      'edited',
      false,
      ['board.status.done', 'revision.restoredFrom 1', 'chat.attempt 3'],
    ],
    [
      'emptied by hand',
      done({ revision: { text: '' } }),
      'done',
      'edited',
      false,
      ['board.status.done', 'revision.handMade'],
    ],
    ['locked', done({ locked: true }), 'done', 'locked', false, ['board.status.done', 'revision.locked']],
    ['stale', done({ stale: true }), 'stale', null, false, ['board.status.done', 'revision.stale']],
    [
      'flagged by the review',
      done({ findings: [finding, finding] }),
      'done',
      null,
      true,
      ['board.status.done', 'review.count 2'],
    ],
    [
      'cut by the limit',
      done({ flags: ['cut'] }),
      'done',
      null,
      true,
      ['board.status.done', 'chat.attemptStatus.cut'],
    ],
    [
      'all at once',
      done({ locked: true, stale: true, revision: { text: '' }, findings: [finding] }),
      'stale',
      'locked',
      true,
      ['board.status.done', 'revision.handMade', 'revision.locked', 'revision.stale', 'review.count 1'],
    ],
    [
      'being written anew',
      anItem('writing', { chosen: 1, stale: true, attempt: 2 }),
      'writing',
      null,
      false,
      ['board.status.writing', 'revision.stale', 'chat.attempt 2'],
    ],
    [
      'an edit that failed',
      anItem('failed', { revision: { text: '' }, locked: true }),
      'failed',
      null,
      false,
      ['board.status.failed', 'revision.locked'],
    ],
  ])('shows and says an item: %s', (_story, item, state, sign, flagged, words) => {
    const look = cellLook('eyes', item, null);

    expect({ ...look, words: look.words.map(said) }).toEqual({ state, sign, flagged, words });
  });

  it.each([
    ['the step that is to be confirmed', 'eyes', anItem('done'), 'awaited'],
    ['what has not begun before it is', 'hair', anItem('waiting'), 'awaited'],
    ['no text that is there already', 'hair', anItem('done'), 'done'],
  ])('waits for the reader: %s', (_story, step, item, state) => {
    const { status, awaits } = { status: 'interrupted', awaits: 'eyes' } as const;
    const waits = awaitedStep(aDocument({}, { status, awaits }).run);

    expect(cellLook(step, item, waits)).toMatchObject({ state, words: [{ key: `board.status.${state}` }] });
  });
});

describe('awaitedStep', () => {
  it('waits for nobody once the run goes on, or has been given up', () => {
    expect(awaitedStep(null)).toBeNull();
    expect(awaitedStep(aDocument({}, { status: 'running', awaits: 'canon' }).run)).toBeNull();
    expect(awaitedStep(aDocument({}, { status: 'cancelled', awaits: 'canon' }).run)).toBeNull();
  });
});

function said({ key, values }: { key: string; values?: Record<string, number> }): string {
  return [key, ...Object.values(values ?? {})].join(' ');
}
