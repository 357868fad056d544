import type { ItemState, RunInfo } from '../api/run-state';

/** What items have taken, by their latest attempts. */
export interface Spent {
  /** Of all of them one after the other, ms; null while none has ended. */
  ms: number | null;
  /** Of input and output together; null while none is known. */
  tokens: number | null;
  /** By the run's prices; null where these are not known. */
  cost: { amount: number; currency: string | undefined } | null;
}

export function spentOn(items: readonly ItemState[], prices: RunInfo['prices']): Spent {
  const times = items.flatMap(({ startedAt, finishedAt }) =>
    startedAt !== undefined && finishedAt !== undefined ? [Math.max(0, finishedAt - startedAt)] : [],
  );
  const usages = items.flatMap(({ usage }) => (usage ? [usage] : []));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const input = sum(usages.map(({ inputTokens }) => inputTokens));
  const output = sum(usages.map(({ outputTokens }) => outputTokens));
  const { input: inputPrice, output: outputPrice, currency } = prices ?? {};
  return {
    ms: times.length > 0 ? sum(times) : null,
    tokens: usages.length > 0 ? input + output : null,
    cost:
      usages.length > 0 && inputPrice !== undefined && outputPrice !== undefined
        ? { amount: (input * inputPrice + output * outputPrice) / 1_000_000, currency }
        : null,
  };
}
