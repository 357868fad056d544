import type { SnapshotMessage } from '../api/types';
import { seat } from './lane-slots';
import { aDocument, anItem } from '../testing/session-documents';
import { SessionState } from './session-state';
import { liveSteps, transcript } from './transcript';

const message = (step: string, attempt: number, status: SnapshotMessage['status']): SnapshotMessage => ({
  id: `${step}.${attempt}`,
  role: 'assistant',
  step,
  attempt,
  text: 'text',
  status,
});

function setup(...[items, run, messages]: [...Parameters<typeof aDocument>, SnapshotMessage[]]) {
  const state = new SessionState();
  state.restore({ seq: 1, state: aDocument(items, run), messages, activities: [] });
  return state;
}

describe('transcript', () => {
  it('tells the run, its phases, what has ended, and the result, in this order', () => {
    const state = setup(
      {
        canon: anItem('done', { phase: 'canon', category: null, finishedAt: 1 }),
        a: anItem('done', { finishedAt: 2 }),
      },
      { status: 'finished' },
      [message('canon', 1, 'complete'), message('a', 1, 'complete')],
    );

    expect(transcript(state).map(({ id }) => id)).toEqual([
      'run.r',
      'phase.canon',
      'canon.1',
      'phase.items',
      'a.1',
      'result.r',
    ]);
  });

  it('keeps a superseded attempt, and tells a failure that left no message', () => {
    const error = { code: 'provider_unreachable', message: 'refused' };
    const state = setup(
      { a: anItem('done', { attempt: 2, finishedAt: 1 }), b: anItem('failed', { error }) },
      {},
      [message('a', 1, 'failed'), message('a', 2, 'complete')],
    );

    const kinds = transcript(state).filter(({ kind }) => kind === 'attempt' || kind === 'item-failure');
    expect(kinds.map(({ id }) => id)).toEqual(['a.1', 'a.2', 'failure.b.1']);
  });

  it('tells what ended the run once, at its end', () => {
    const error = { code: 'provider_unauthorized', message: 'refused' };
    const state = setup({ a: anItem('failed', { error }) }, { status: 'failed', error }, []);

    expect(transcript(state).map(({ kind }) => kind)).not.toContain('item-failure');
    expect(transcript(state).at(-1)?.id).toBe('result.r');
  });

  it('leaves out other categories', () => {
    const state = setup(
      { a: anItem('done', { finishedAt: 1 }), b: anItem('done', { category: 'looks', finishedAt: 2 }) },
      {},
      [message('a', 1, 'complete'), message('b', 1, 'complete')],
    );

    expect(transcript(state, 'looks').map(({ id }) => id)).toEqual(['run.r', 'b.1']);
  });
});

describe('lanes', () => {
  const lanes = (...steps: string[]) =>
    steps.map((step) => ({ step, item: anItem('writing'), attempt: undefined }));
  const steps = (slots: ReturnType<typeof seat>) => slots.map((slot) => slot?.step ?? null);

  it('are the steps at work, waiting ones not', () => {
    const state = setup({ a: anItem('thinking'), b: anItem('waiting'), c: anItem('retrying') }, {}, []);

    expect(liveSteps(state).map(({ step }) => step)).toEqual(['a', 'c']);
  });

  it('keep their place while others end, and are taken by the next', () => {
    const first = seat([], lanes('a', 'b', 'c'));
    const second = seat(first, lanes('a', 'c'));
    const third = seat(second, lanes('a', 'c', 'd'));

    expect(steps(second)).toEqual(['a', null, 'c']);
    expect(steps(third)).toEqual(['a', 'd', 'c']);
    expect(steps(seat(third, []))).toEqual([]);
  });
});
