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

/** Ever longer pauses between tries, scattered, so that many pages do not come back at the same moment. */
export class Backoff {
  private timer: { cancel(): void } | undefined;
  private next: number;

  /**
   * @param first about the first pause, ms
   * @param last about the longest one, ms
   */
  constructor(
    private readonly first: number,
    private readonly last: number,
    private readonly ports = BROWSER_TIME,
  ) {
    this.next = first;
  }

  /** Tries after the next pause; what was planned before is not done. */
  schedule(then: () => void): void {
    this.cancel();
    this.timer = this.ports.schedule(this.next * (0.75 + this.ports.random() / 2), then);
    this.next = Math.min(this.next * 2, this.last);
  }

  /** Plans nothing. */
  cancel(): void {
    this.timer?.cancel();
  }

  /** Plans nothing, and begins with a short pause again. */
  reset(first = this.first): void {
    this.cancel();
    this.next = first;
  }
}
