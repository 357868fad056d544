import type { RunInfo } from '../api/run-state';
import { aDocument, anItem } from '../testing/session-documents';
import { progressOf, timeLeft } from './progress';

const run = (fields: Partial<RunInfo> = {}) => aDocument({}, { startedAt: 1_000, ...fields }).run;
const done = (finishedAt: number) => anItem('done', { finishedAt });

describe('timeLeft', () => {
  it('goes by the pace of this run, not by what an earlier run wrote', () => {
    const items = [done(500), done(600), done(2_000), done(3_000), anItem('writing'), anItem('waiting')];

    expect(timeLeft(run(), items, 5_000)).toBe(4_000);
  });

  it.each([
    ['the first items are not done', run(), [done(2_000), anItem()]],
    ['nothing is left', run(), [done(2_000), done(3_000)]],
    ['the run is stopping', run({ status: 'stopping' }), [done(2_000), done(3_000), anItem()]],
  ])('says nothing while %s', (_story, info, items) => {
    expect(timeLeft(info, items, 5_000)).toBeNull();
  });
});

describe('progressOf', () => {
  it('counts what is done and what failed', () => {
    expect(progressOf([done(1), anItem('failed'), anItem()])).toEqual({ total: 3, done: 1, failed: 1 });
  });
});
