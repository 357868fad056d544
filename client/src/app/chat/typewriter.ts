/** A character is typed in this time, ms, unless more of them wait. */
const CHARACTER_MS = 20;
/** Within this after its arrival every character is on screen, ms. */
const MAX_LAG_MS = 400;
/** What a frame takes where nothing has been measured, and at the most what one is expected to take, ms. */
const FRAME_MS = 17;
const LONGEST_FRAME_MS = 100;
/** Code units looked at beyond those wanted; longer than any grapheme worth waiting for. */
const LOOKAHEAD = 64;
/** So many typed code units gather before they are let go: one copy for many of them. */
const KEPT = 512;
/** Code units that are looked through at once for the last grapheme. */
const JUMP = 4_096;

/** ASCII but line breaks, Han, and its punctuation: next to one another each is a grapheme, and most texts are nothing else. */
const SIMPLE = /^[\x20-\x7e\u3400-\u4dbf\u4e00-\u9fff，。！？；：、“”…—《》]+$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Text that arrived together, and when it must be on screen. */
interface Arrival {
  end: number;
  due: number;
}

/**
 * Types a growing text out, a character in 20 ms. When the backlog would take longer than 400 ms, each frame shows as
 * many as are needed for every character to appear within 400 ms of its arrival. The last grapheme waits for what
 * follows it, within its time: an accent or the rest of an emoji may still be on its way. Knows no timers: someone
 * tells the time, ms of any clock.
 */
export class Typewriter {
  /** The end of the text: whatever may still matter, and up to `KEPT` code units before it. */
  private text = '';
  /** Code units of it that are typed. */
  private length: number;
  /** Code units of it that have been taken. */
  private taken = 0;
  /** Where the last grapheme shown begins: text that arrives later may still join it. */
  private lastStart: number;
  /** The first half of a code point whose other half is on its way: no character yet. */
  private half = '';
  private arrivals: Arrival[] = [];
  private lastFrame: number | undefined;
  /** Part of a character that the frames so far have left to the next, of its time. */
  private owed = 0;

  /** The last frame showed more than the pace would have. */
  hurries = false;

  /** `shown`: code units that are on screen from the start. */
  constructor(shown = 0) {
    this.length = shown;
    this.lastStart = shown;
  }

  /** Whether everything that arrived is typed. */
  get done(): boolean {
    return this.length >= this.text.length;
  }

  /** What has been typed since it was last asked. */
  take(): string {
    const more = this.text.slice(this.taken, this.length);
    this.taken = Math.min(this.length, this.text.length);
    this.forget();
    return more;
  }

  /** Takes what has arrived. */
  receive(delta: string, now: number): void {
    const { whole, half } = splitHalfPair(this.half + delta);
    this.half = half;
    if (whole === '') return;
    if (this.done) this.rest();
    this.text += whole;
    const last = this.arrivals.at(-1);
    const due = now + MAX_LAG_MS;
    const end = this.text.length;
    if (last?.due === due) last.end = end;
    else this.arrivals.push({ end, due });
  }

  /** Shows what belongs into the frame of this time. */
  advance(now: number): void {
    const frame = Math.min(LONGEST_FRAME_MS, now - (this.lastFrame ?? now - FRAME_MS));
    this.lastFrame = now;
    if (this.done) return;
    const [atPace, needed] = [this.unitsAtPace(frame), this.unitsNow(now, Math.max(1, frame))];
    this.hurries = needed > atPace;
    const target = this.length + Math.max(atPace, needed);
    if (target >= this.text.length && now >= this.arrivals.at(-1)!.due - frame) this.finish();
    else this.advanceTo(target);
    while (this.arrivals[0] && this.arrivals[0].end <= this.length) this.arrivals.shift();
  }

  /** Shows everything: on replay, in a hidden tab, for those who want no motion. */
  finish(): void {
    const { length } = this.text;
    const from = Math.max(this.lastStart, length - JUMP);
    for (const { index } of graphemes.segment(this.text.slice(from))) this.lastStart = from + index;
    this.length = length;
    this.arrivals = [];
    this.hurries = false;
  }

  /** Lets go of what has been typed: what a word costs does not grow with the text before it. */
  private forget(): void {
    // The next frame looks at the code unit before the last grapheme, too.
    const gone = Math.min(this.lastStart - 1, this.taken);
    if (gone < KEPT) return;
    this.text = this.text.slice(gone);
    this.length -= gone;
    this.taken -= gone;
    this.lastStart -= gone;
    for (const arrival of this.arrivals) arrival.end -= gone;
  }

  private rest(): void {
    this.hurries = false;
    this.lastFrame = undefined;
    this.owed = 0;
  }

  /** Code units that the pace gives to a frame of this length; at least one. */
  private unitsAtPace(frame: number): number {
    const due = this.owed + frame / CHARACTER_MS;
    const units = Math.max(1, Math.floor(due));
    this.owed = Math.max(0, due - units);
    return units;
  }

  /** Code units that keep every arrival within its time. */
  private unitsNow(now: number, frame: number): number {
    let units = 0;
    for (const { end, due } of this.arrivals) {
      const framesLeft = Math.max(1, Math.floor((due - now) / frame));
      units = Math.max(units, Math.ceil((end - this.length) / framesLeft));
    }
    return units;
  }

  /** Up to the grapheme that the target lies in; the text's last one is left for its time to come. */
  private advanceTo(target: number): void {
    // With the one before, which has to end there, and the one after, which must not join.
    const around = this.text.slice(Math.max(0, this.length - 1), target + 1);
    if (target < this.text.length && SIMPLE.test(around)) {
      this.length = target;
      this.lastStart = target - 1;
      return;
    }
    const from = Math.min(this.lastStart, this.length);
    const window = this.text.slice(from, target + LOOKAHEAD);
    for (const { index, segment } of graphemes.segment(window)) {
      const end = from + index + segment.length;
      if (end <= this.length) continue;
      if (end === this.text.length) return;
      this.lastStart = from + index;
      this.length = end;
      if (end >= target) return;
    }
  }
}

/** A delta may end within a code point. */
function splitHalfPair(text: string): { whole: string; half: string } {
  const last = text.charCodeAt(text.length - 1);
  const end = text.length - (last >= 0xd800 && last <= 0xdbff ? 1 : 0);
  return { whole: text.slice(0, end), half: text.slice(end) };
}
