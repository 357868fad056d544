import { type Cost, costOf } from '../api/cost';
import type { ItemState, RunInfo } from '../api/run-state';

/** What items have taken, by their latest attempts. */
export interface Spent {
  /** Of all of them one after the other, ms; null while none has ended. */
  ms: number | null;
  /** Of input and output together; null while none is known. */
  tokens: number | null;
  /** By the run's prices; null where these are not known. */
  cost: Cost | null;
}

/**
 * What the items have taken together, as far as it is known.
 * @param prices of the run that the items belong to
 */
export function spentOn(items: readonly ItemState[], prices: RunInfo['prices']): Spent {
  const times = items.flatMap(({ startedAt, finishedAt }) =>
    startedAt !== undefined && finishedAt !== undefined ? [Math.max(0, finishedAt - startedAt)] : [],
  );
  const usages = items.flatMap(({ usage }) => (usage ? [usage] : []));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const inputTokens = sum(usages.map((usage) => usage.inputTokens));
  const outputTokens = sum(usages.map((usage) => usage.outputTokens));
  return {
    ms: times.length > 0 ? sum(times) : null,
    tokens: usages.length > 0 ? inputTokens + outputTokens : null,
    cost: usages.length > 0 ? costOf({ inputTokens, outputTokens }, prices) : null,
  };
}
