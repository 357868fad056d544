import type { RunInfo, TokenUsage } from './run-state';

/** An amount in the currency of the prices, where that is known. */
export interface Cost {
  amount: number;
  currency: string | undefined;
}

/** What so many tokens cost; null where the prices, which are for a million tokens, are not known. */
export function costOf(
  { inputTokens, outputTokens }: Pick<TokenUsage, 'inputTokens' | 'outputTokens'>,
  prices: RunInfo['prices'],
): Cost | null {
  if (prices?.input === undefined || prices.output === undefined) return null;
  const amount = (inputTokens * prices.input + outputTokens * prices.output) / 1_000_000;
  return { amount, currency: prices.currency };
}
