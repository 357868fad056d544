import { type Cost, costOf } from '../api/cost';
import type { MessageStatus } from '../api/types';
import type { SessionState } from '../chat/session-state';

/** How an attempt stands, as the timeline draws it. */
export type BarKind = 'running' | 'done' | 'superseded' | 'failed' | 'stopped';

/** One attempt at one item, from its first word to its last. */
export interface TimelineBar {
  step: string;
  attempt: number;
  title: { zh: string; en: string };
  /** Null for steps that write no item. */
  category: { zh: string; en: string } | null;
  kind: BarKind;
  /** ms since 1970. */
  began: number;
  /** Null while it runs. */
  ended: number | null;
  /** Of input and output together; null where it is not known. */
  tokens: number | null;
  /** Of these tokens, by the run's prices; null where these are not known either. */
  cost: Cost | null;
  /** Row in which it is drawn, from 0: what runs at the same time is in different rows. */
  lane: number;
}

const KINDS: Readonly<Record<MessageStatus, BarKind>> = {
  open: 'running',
  complete: 'done',
  cut: 'done',
  failed: 'failed',
  superseded: 'superseded',
  stopped: 'stopped',
};

/** Every attempt that has said something, in order of their beginnings, each in the first row that is free. */
export function timelineBars(state: SessionState): TimelineBar[] {
  const prices = state.document.run()?.prices;
  const bars = state.allAttempts().flatMap((attempt): Omit<TimelineBar, 'lane'>[] => {
    const item = state.document.items.get(attempt.step);
    const began = attempt.began();
    if (!item || began === null) return [];
    // The document counts the tokens of an item's latest attempt.
    const usage = item.attempt === attempt.number ? item.usage : undefined;
    const category = item.category === null ? undefined : state.document.categories.get(item.category);
    return [
      {
        step: attempt.step,
        attempt: attempt.number,
        title: item.title,
        category: category?.title ?? null,
        // How it ended itself says more than that another followed.
        kind: attempt.answer.status() === 'failed' ? 'failed' : KINDS[attempt.status()],
        began,
        ended: attempt.open() ? null : (attempt.ended() ?? began),
        tokens: usage ? usage.inputTokens + usage.outputTokens : null,
        cost: usage ? costOf(usage, prices) : null,
      },
    ];
  });
  return inLanes(bars.toSorted((a, b) => a.began - b.began));
}

/** From the first beginning to the last end, or to now while something runs; null when there is nothing. */
export function timelineSpan(bars: readonly TimelineBar[], now: number): { from: number; to: number } | null {
  const first = bars[0];
  if (!first) return null;
  // The browser's clock may be behind the server's.
  const to = bars.reduce(
    (latest, { began, ended }) => Math.max(latest, ended ?? Math.max(began, now)),
    first.began + 1,
  );
  return { from: first.began, to };
}

/** Steps of a time axis that people count in, s. */
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];

/** The step, in ms, at which a span has about `ticks` marks, none of them within a second. */
export function axisStep(spanMs: number, ticks: number): number {
  const least = spanMs / 1_000 / ticks;
  return (STEPS_S.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400) * 1_000;
}

function inLanes(bars: readonly Omit<TimelineBar, 'lane'>[]): TimelineBar[] {
  const freeFrom: number[] = [];
  return bars.map((bar) => {
    const free = freeFrom.findIndex((end) => end <= bar.began);
    const lane = free === -1 ? freeFrom.length : free;
    freeFrom[lane] = bar.ended ?? Infinity;
    return { ...bar, lane };
  });
}
