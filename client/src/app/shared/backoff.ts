/** Time and chance: the browser's, or those of a test. */
export interface BackoffPorts {
  schedule(ms: number, then: () => void): { cancel(): void };
  /** From 0 up to 1. */
  random(): number;
}

export const BROWSER_TIME: BackoffPorts = {
  schedule: (ms, then) => {
    const timer = setTimeout(then, ms);
    return { cancel: () => clearTimeout(timer) };
  },
  random: () => Math.random(),
};

/**
 * Pauses between tries, of any length up to a limit that grows with each of them ("full jitter",
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): pages that were cut off in the same moment
 * are nowhere together again.
 */
export class Backoff {
  private timer: { cancel(): void } | undefined;
  /** The next pause is shorter than this, ms. */
  private limit: number;

  /**
   * @param first the first pause is shorter, ms
   * @param last every pause is shorter, ms
   */
  constructor(
    private readonly first: number,
    private readonly last: number,
    private readonly ports = BROWSER_TIME,
  ) {
    this.limit = first;
  }

  /** Tries after the next pause; what was planned before is not done. */
  schedule(then: () => void): void {
    this.cancel();
    this.timer = this.ports.schedule(this.limit * this.ports.random(), then);
    this.limit = Math.min(this.limit * 2, this.last);
  }

  /** Plans nothing. */
  cancel(): void {
    this.timer?.cancel();
  }

  /** Plans nothing, and begins with a short pause again. */
  reset(first = this.first): void {
    this.cancel();
    this.limit = Math.min(first, this.last);
  }
}
