import type { ItemState, RunInfo } from '../api/run-state';

/** How far a set of items is. */
export interface Progress {
  total: number;
  done: number;
  failed: number;
}

/** How many of the items are done, and how many have failed. */
export function progressOf(items: readonly ItemState[]): Progress {
  return {
    total: items.length,
    done: items.filter(({ status }) => status === 'done').length,
    failed: items.filter(({ status }) => status === 'failed').length,
  };
}

/**
 * Time left in ms, from the pace of this run so far; null until two items of it are done. Items that an earlier run
 * of the session wrote say nothing about the pace.
 */
export function timeLeft(run: RunInfo, items: readonly ItemState[], now: number): number | null {
  const startedAt = run.startedAt;
  if (run.status !== 'running' || startedAt === undefined) return null;
  const done = items.filter(
    ({ status, finishedAt }) => status === 'done' && (finishedAt ?? 0) >= startedAt,
  ).length;
  const left = items.filter(
    ({ status }) => status !== 'done' && status !== 'failed' && status !== 'skipped',
  ).length;
  if (done < 2 || left === 0) return null;
  return Math.max(0, now - startedAt) * (left / done);
}
