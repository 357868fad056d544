/**
 * Fires once when nothing was heard for `limitMs`. Made to be touched for every chunk: touching only notes the time,
 * and the one timer re-arms itself for what is left.
 */
export class SilenceTimer {
  private heardAt = performance.now();
  private timer: NodeJS.Timeout;

  constructor(
    private readonly limitMs: number,
    private readonly onSilence: () => void,
  ) {
    this.arm(limitMs);
  }

  touch(): void {
    this.heardAt = performance.now();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private arm(ms: number): void {
    this.timer = setTimeout(() => {
      const left = this.limitMs - (performance.now() - this.heardAt);
      if (left < 1) this.onSilence();
      else this.arm(left);
    }, ms);
  }
}
