/** How often finished items are spoken of, ms: often enough to know, rarely enough to listen to something else. */
const PAUSE_MS = 15_000;

/** Gathers what has finished, and says it at most every 15 s; never what is still being written. */
export class Announcements {
  private readonly waiting: string[] = [];
  private spokenAt = Number.NEGATIVE_INFINITY;
  private timer?: ReturnType<typeof setTimeout>;

  /** @param say is given the names that have finished since it was called last */
  constructor(
    private readonly say: (names: readonly string[]) => void,
    private readonly now: () => number = Date.now,
  ) {}

  add(name: string): void {
    this.waiting.push(name);
    this.timer ??= setTimeout(() => this.speak(), Math.max(0, this.spokenAt + PAUSE_MS - this.now()));
  }

  /** What was not said yet is not said any more. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting.length = 0;
  }

  private speak(): void {
    this.timer = undefined;
    this.spokenAt = this.now();
    this.say(this.waiting.splice(0));
  }
}
