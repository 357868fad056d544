/** Ticks, 20 ms each, within which every character is on screen at the latest: 400 ms. */
const MAX_LAG_TICKS = 20;
/** Code units looked at beyond those wanted; longer than any grapheme worth waiting for. */
const LOOKAHEAD = 64;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Text that arrived by a certain tick and must be shown by another. */
interface Arrival {
  end: number;
  due: number;
}

/**
 * Types a growing text out, one grapheme a tick. When the backlog would take longer than 400 ms, each tick shows as
 * many as are needed for every character to appear within 400 ms of its arrival. Knows no timers: someone ticks.
 */
export class Typewriter {
  private text = '';
  private length: number;
  /** Where the last grapheme shown begins: text that arrives later may still join it (accents, emoji sequences). */
  private lastStart: number;
  private tick = 0;
  private arrivals: Arrival[] = [];

  /** `shown`: code units that are on screen from the start. */
  constructor(shown = 0) {
    this.length = shown;
    this.lastStart = shown;
  }

  /** What is on screen. */
  get shown(): string {
    return this.text.slice(0, this.length);
  }

  /** Whether everything that arrived is on screen. */
  get done(): boolean {
    return this.length >= this.text.length;
  }

  /** Takes the whole text so far. A text that is no continuation starts over, shown at once. */
  receive(text: string): void {
    if (text === this.text) return;
    if (!text.startsWith(this.text)) {
      this.text = text;
      this.finish();
      return;
    }
    this.text = text;
    const last = this.arrivals.at(-1);
    const due = this.tick + MAX_LAG_TICKS;
    if (last?.due === due) last.end = text.length;
    else this.arrivals.push({ end: text.length, due });
  }

  /** Shows what 20 ms allow. */
  advance(): void {
    this.tick += 1;
    if (this.done) return;
    const target = this.length + this.unitsNow();
    if (target >= this.text.length) {
      this.finish();
      return;
    }
    this.advanceTo(target);
    this.arrivals = this.arrivals.filter(({ end }) => end > this.length);
  }

  /** Shows everything: on replay, in a hidden tab, for those who want no motion. */
  finish(): void {
    this.length = this.text.length;
    this.lastStart = Math.max(0, this.length - 1);
    this.arrivals = [];
  }

  /** Code units that keep every arrival within its time; at least one. */
  private unitsNow(): number {
    let units = 1;
    for (const { end, due } of this.arrivals) {
      const ticksLeft = Math.max(1, due - this.tick + 1);
      units = Math.max(units, Math.ceil((end - this.length) / ticksLeft));
    }
    return units;
  }

  private advanceTo(target: number): void {
    const from = Math.min(this.lastStart, this.length);
    const window = this.text.slice(from, target + LOOKAHEAD);
    for (const { index, segment } of graphemes.segment(window)) {
      const end = from + index + segment.length;
      if (end <= this.length) continue;
      this.lastStart = from + index;
      this.length = end;
      if (end >= target) return;
    }
  }
}
