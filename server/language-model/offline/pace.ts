import { setTimeout } from 'node:timers/promises';

/** Shortest time between two batches, ms: below it timers cost more than they give. */
const TICK = 5;

/**
 * Gives the tokens out at `perSecond`, as many at once as a timer's tick is worth.
 * A late timer catches up, so the pace holds on a busy machine. Ends with the signal's abort error.
 */
export async function* paced(
  tokens: readonly string[],
  perSecond: number,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const wait = Math.max(TICK, 1000 / perSecond);
  const start = performance.now();
  let sent = 0;
  while (sent < tokens.length) {
    await setTimeout(wait, undefined, { signal });
    const due = Math.floor(((performance.now() - start) / 1000) * perSecond);
    if (due <= sent) continue;
    yield tokens.slice(sent, due);
    sent = Math.min(due, tokens.length);
  }
}
