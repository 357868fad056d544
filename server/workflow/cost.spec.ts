import { costOf } from './cost.js';

const tokens = { inputTokens: 1_500_000, outputTokens: 250_000 };

describe('costOf', () => {
  it('counts what went in and what came out, each at its price', () => {
    expect(costOf(tokens, { input: 2, output: 8, currency: 'CNY' })).toEqual({ amount: 5, currency: 'CNY' });
    expect(costOf(tokens, { input: 2, output: 8 })).toEqual({ amount: 5 });
    expect(costOf(tokens, { input: 0, output: 0, currency: 'USD' })).toEqual({ amount: 0, currency: 'USD' });
  });

  it('does not pass half a bill for the whole', () => {
    expect(costOf(tokens, { input: 2, currency: 'CNY' })).toBeUndefined();
    expect(costOf(tokens, { output: 8 })).toBeUndefined();
    expect(costOf(tokens)).toBeUndefined();
  });
});
