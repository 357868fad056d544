const WINDOW_MS = 5_000;

/**
 * How fast tokens arrive here, over the last five seconds. A token is a delta: the server sends one for each piece that
 * the provider has sent it. Those of one message that had to wait for the server's database it sends as one, so under
 * load there are rather more tokens than this says. They count as they arrive, whether the display is paused or not.
 */
export class ArrivalRate {
  private samples: { at: number; tokens: number }[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  /** A delta has arrived. */
  add(): void {
    const at = this.now();
    const last = this.samples.at(-1);
    // Samples of a tenth of a second each keep the list short at any rate.
    if (last && at - last.at < 100) last.tokens += 1;
    else this.samples.push({ at, tokens: 1 });
    this.forget(at);
  }

  /** Tokens a second, now. */
  perSecond(): number {
    this.forget(this.now());
    const total = this.samples.reduce((sum, { tokens }) => sum + tokens, 0);
    return Math.round((total * 1_000) / WINDOW_MS);
  }

  reset(): void {
    this.samples = [];
  }

  private forget(now: number): void {
    while (this.samples[0] && now - this.samples[0].at >= WINDOW_MS) this.samples.shift();
  }
}
