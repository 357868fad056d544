const STAMP = /\[(\d+)\]/g;
const LONGEST = 24;

/** Microseconds of the machine's monotonic clock: the same in all processes. */
function now(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** A text that says when it was written. */
export function stamp(): string {
  return `[${now()}]`;
}

/** Reads the stamps out of whatever bytes they travel in, and how old they are on arrival. */
export class StampReader {
  /** Ages, ms, since the last `clear`. */
  ages: number[] = [];
  seen = 0;
  private newest = 0;
  private rest = '';

  read(chunk: Buffer): void {
    const arrived = now();
    const text = this.rest + chunk.toString('latin1');
    let end = 0;
    for (const match of text.matchAll(STAMP)) {
      end = match.index + match[0].length;
      // Whoever sends the whole text again has sent this one before.
      if (Number(match[1]) <= this.newest) continue;
      this.newest = Number(match[1]);
      this.ages.push((arrived - this.newest) / 1_000);
      this.seen++;
    }
    this.rest = text.slice(Math.max(end, text.length - LONGEST));
  }

  clear(): void {
    this.ages = [];
  }
}
