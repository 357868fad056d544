import type { FrameBeat } from '../shared/frame-beat';

/** Calls in the next beat of the page; whoever asks again and again is called once in `pauseMs`. */
export class Paced {
  private asked = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When it was last called, ms since the page began. */
  private last = -Infinity;

  constructor(
    private readonly beat: Pick<FrameBeat, 'request' | 'cancel'>,
    private readonly pauseMs: number,
    private readonly call: () => void,
  ) {}

  ask(): void {
    if (this.asked) return;
    this.asked = true;
    const wait = this.last + this.pauseMs - performance.now();
    if (wait > 0) this.timer = setTimeout(() => this.beat.request(this.onBeat), wait);
    else this.beat.request(this.onBeat);
  }

  cancel(): void {
    this.asked = false;
    clearTimeout(this.timer);
    this.beat.cancel(this.onBeat);
  }

  private readonly onBeat = (): void => {
    this.asked = false;
    this.last = performance.now();
    this.call();
  };
}
