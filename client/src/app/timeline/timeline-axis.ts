import type { TimelineBar } from './timeline-model';

/** Idle time is cut out of the axis when it is longer than this, ms, … */
const LONG_IDLE_MS = 60_000;
/** … and than this part of the time in which something ran: less disturbs nothing. */
const LONG_IDLE_PART = 0.15;
/** What is left of it, as a part of the time in which something ran; never more than it was, … */
const BREAK_PART = 0.08;
/** … and of all such times together. A session that is rewritten again and again has many. */
const BREAKS_PART = 0.4;

/** Steps of a time axis that people count in, s. */
const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];

/** A time in which something ran all along, but for short pauses; ms since 1970. */
interface Stretch {
  from: number;
  to: number;
}

/**
 * Where a time stands on the timeline: linear, but for long times in which nothing ran, e.g. the night between a stop
 * and a continue, of which only a gap is left.
 */
export class TimelineAxis {
  private readonly stretches: readonly Stretch[];
  /** The longest that is left of a time in which nothing ran. */
  private readonly longestBreak: number;
  private readonly from: number;
  /** ms since 1970 at its end. */
  readonly to: number;

  private constructor(busy: readonly Stretch[]) {
    const length = Math.max(1, lengthOf(busy));
    this.stretches = joined(busy, Math.max(LONG_IDLE_MS, length * LONG_IDLE_PART));
    const breaks = this.stretches.length - 1;
    this.longestBreak = length * Math.min(BREAK_PART, BREAKS_PART / Math.max(1, breaks));
    this.from = busy[0]!.from;
    this.to = busy.at(-1)!.to;
  }

  /** @param now end of what still runs, ms since 1970; null when there is nothing to draw */
  static of(bars: readonly TimelineBar[], now: number): TimelineAxis | null {
    // The browser's clock may be behind the server's: what runs has not ended before anything else has.
    const latest = Math.max(now, ...bars.map(({ began, ended }) => ended ?? began));
    const spans = bars.map(({ began, ended }) => ({ from: began, to: ended ?? latest }));
    if (spans.length === 0) return null;
    return new TimelineAxis(
      joined(
        spans.toSorted((a, b) => a.from - b.from),
        0,
      ),
    );
  }

  /** In ms of the axis, as are all places on it; at least 1. */
  get length(): number {
    return Math.max(1, this.at(this.to));
  }

  /** The place of a time. */
  at(time: number): number {
    let place = 0;
    for (const [index, { from, to }] of this.stretches.entries()) {
      if (time <= to) return place + Math.max(0, time - from);
      place += to - from + this.breakAfter(index);
    }
    return place;
  }

  /** Times that are cut out: between which places, and how long they were, ms. */
  get breaks(): { from: number; to: number; idle: number }[] {
    return this.stretches.slice(1).map(({ from }, before) => {
      const { to } = this.stretches[before]!;
      return { from: this.at(to), to: this.at(from), idle: from - to };
    });
  }

  /** At most so many marks, none within a second and none close to another: their places, and the time since the beginning, ms. */
  marks(count: number): { at: number; elapsed: number }[] {
    const step = axisStep(this.length, count);
    const marks: { at: number; elapsed: number }[] = [];
    for (const { from, to } of this.stretches) {
      const first = Math.ceil((from - this.from) / step);
      for (let elapsed = first * step; this.from + elapsed <= to; elapsed += step) {
        const at = this.at(this.from + elapsed);
        const last = marks.at(-1);
        // Behind a gap the next one may come soon.
        if (!last || at - last.at >= 0.7 * step) marks.push({ at, elapsed });
      }
    }
    return marks;
  }

  private breakAfter(index: number): number {
    const next = this.stretches[index + 1];
    return next ? Math.min(this.longestBreak, next.from - this.stretches[index]!.to) : 0;
  }
}

/** The step, in ms, at which a length has about `ticks` marks, none of them within a second. */
function axisStep(lengthMs: number, ticks: number): number {
  const least = lengthMs / 1_000 / ticks;
  return (STEPS_S.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400) * 1_000;
}

/** In order of their beginnings; those become one that are no further apart than this, ms. */
function joined(stretches: readonly Stretch[], apart: number): Stretch[] {
  const all: Stretch[] = [];
  for (const { from, to } of stretches) {
    const last = all.at(-1);
    if (last && from - last.to <= apart) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((length, { from, to }) => length + to - from, 0);
}
