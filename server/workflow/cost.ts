import type { Prices, TokenCounts } from './run-state.dto.js';

const PER_MILLION = 1_000_000;

/** An amount of money. */
export interface Cost {
  amount: number;
  /** ISO 4217; absent where the providers' file does not say. */
  currency?: string;
}

/** What the tokens cost; undefined unless both prices are known: half a bill would pass for the whole. */
export function costOf({ inputTokens, outputTokens }: TokenCounts, prices?: Prices): Cost | undefined {
  const { input, output, currency } = prices ?? {};
  if (input === undefined || output === undefined) return undefined;
  const amount = (inputTokens * input + outputTokens * output) / PER_MILLION;
  return { amount, ...(currency && { currency }) };
}
