import type { ItemState } from '../api/run-state';

type Entry = readonly [step: string, item: ItemState];

/** Items that have a text and are not locked; steps that write no item are none. */
export function rewritable(entries: readonly Entry[]): string[] {
  return entries
    .filter(([, item]) => item.category !== null && item.chosen !== undefined && !item.locked)
    .map(([step]) => step);
}

/** How many of the items with a text are locked: no rewrite touches them. */
export function lockedOf(entries: readonly Entry[]): number {
  return entries.filter(
    ([, { category, chosen, locked }]) => category !== null && chosen !== undefined && locked,
  ).length;
}

/** Tokens that writing these items again may take: as many as they, or items like them, took. */
export function tokensFor(steps: readonly string[], entries: readonly Entry[]): number {
  const spent = entries.flatMap(([, { category, usage }]) =>
    category !== null && usage ? [usage.inputTokens + usage.outputTokens] : [],
  );
  if (spent.length === 0) return 0;
  return Math.round((spent.reduce((sum, tokens) => sum + tokens, 0) / spent.length) * steps.length);
}
