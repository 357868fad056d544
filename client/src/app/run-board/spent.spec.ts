import type { ItemState } from '../api/run-state';
import { spentOn } from './spent';

const item = (change: Partial<ItemState>): ItemState => ({
  title: { zh: '', en: '' },
  order: 0,
  phase: 'items',
  category: 'a',
  status: 'done',
  attempt: 1,
  flags: [],
  ...change,
});
const done = item({ startedAt: 1_000, finishedAt: 4_000, usage: { inputTokens: 900, outputTokens: 100 } });

describe('spentOn', () => {
  it('adds up what has ended, and knows nothing of what has not', () => {
    expect(spentOn([done, done, item({ startedAt: 5_000 })], undefined)).toEqual({
      ms: 6_000,
      tokens: 2_000,
      cost: null,
    });
    expect(spentOn([item({})], { input: 1, output: 2 })).toEqual({ ms: null, tokens: null, cost: null });
  });

  it('names a cost only where both prices are known', () => {
    expect(spentOn([done], { input: 10, output: 20, currency: 'CNY' }).cost).toEqual({
      amount: 0.011,
      currency: 'CNY',
    });
    expect(spentOn([done], { input: 10 }).cost).toBeNull();
  });
});
