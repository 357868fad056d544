import type { TimelineBar } from './timeline-model';

/** Idle time is cut out of the axis when it is longer than this, ms, … */
const LONG_IDLE_MS = 60_000;
/** … and than this part of the time in which something ran: less disturbs nothing. */
const LONG_IDLE_PART = 0.15;
/** What is left of it, as a part of the time in which something ran. */
const BREAK_PART = 0.08;

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
  private readonly breakLength: number;
  /** ms since 1970 at its beginning and end. */
  readonly from: number;
  readonly to: number;

  private constructor(stretches: readonly Stretch[]) {
    const busy = lengthOf(stretches);
    const long = Math.max(LONG_IDLE_MS, busy * LONG_IDLE_PART);
    this.stretches = joined(stretches, long);
    this.breakLength = lengthOf(this.stretches) * BREAK_PART;
    this.from = stretches[0]!.from;
    this.to = stretches.at(-1)!.to;
  }

  /** @param now end of what still runs, ms since 1970; null when there is nothing to draw */
  static of(bars: readonly TimelineBar[], now: number): TimelineAxis | null {
    // Nothing ends before it began: the browser's clock may be behind the server's.
    const spans = bars.map(({ began, ended }) => ({ from: began, to: ended ?? Math.max(began, now) }));
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
    for (const { from, to } of this.stretches) {
      if (time <= to) return place + Math.max(0, time - from);
      place += to - from + this.breakLength;
    }
    return place - this.breakLength;
  }

  /** Times that are cut out: between which places, and how long they were, ms. */
  get breaks(): { from: number; to: number; idle: number }[] {
    return this.stretches.slice(1).map(({ from }, before) => {
      const { to } = this.stretches[before]!;
      return { from: this.at(to), to: this.at(from), idle: from - to };
    });
  }

  /** About as many marks as asked for, none within a second: their places, and the time since the beginning, ms. */
  marks(count: number): { at: number; elapsed: number }[] {
    const step = axisStep(this.length, count);
    return this.stretches.flatMap(({ from, to }) => {
      const first = Math.ceil((from - this.from) / step);
      const last = Math.floor((to - this.from) / step);
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, mark) => {
        const elapsed = (first + mark) * step;
        return { at: this.at(this.from + elapsed), elapsed };
      });
    });
  }
}

/** The step, in ms, at which a length has about `ticks` marks, none of them within a second. */
export function axisStep(lengthMs: number, ticks: number): number {
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
