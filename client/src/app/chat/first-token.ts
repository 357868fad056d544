import type { SessionState } from './session-state';

/**
 * From the start of the session's latest run to the first word that was thought or written in it, ms. Both times are the
 * server's and stand in its record, so every page says the same, whenever it was loaded. Null before that word, and where
 * the record does not say.
 */
export function firstTokenMs(state: SessionState): number | null {
  const startedAt = state.document.run()?.startedAt;
  if (startedAt === undefined) return null;
  const begins = state.allAttempts().map((attempt) => attempt.began());
  // Those before it are of the session's earlier runs.
  const after = begins.filter((at) => at !== null && at >= startedAt) as number[];
  return after.length > 0 ? Math.min(...after) - startedAt : null;
}
