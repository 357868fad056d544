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

function inLanes(bars: readonly Omit<TimelineBar, 'lane'>[]): TimelineBar[] {
  const freeFrom: number[] = [];
  return bars.map((bar) => {
    const free = freeFrom.findIndex((end) => end <= bar.began);
    const lane = free === -1 ? freeFrom.length : free;
    freeFrom[lane] = bar.ended ?? Infinity;
    return { ...bar, lane };
  });
}
