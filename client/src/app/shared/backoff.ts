/** Ever longer pauses between tries, scattered, so that many pages do not come back at the same moment. */
export class Backoff {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private next: number;

  /**
   * @param first about the first pause, ms
   * @param last about the longest one, ms
   */
  constructor(
    private readonly first: number,
    private readonly last: number,
  ) {
    this.next = first;
  }

  /** Tries after the next pause; what was planned before is not done. */
  schedule(then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, this.next * (0.75 + Math.random() / 2));
    this.next = Math.min(this.next * 2, this.last);
  }

  /** Plans nothing, and begins with the short pause again. */
  reset(): void {
    clearTimeout(this.timer);
    this.next = this.first;
  }
}
