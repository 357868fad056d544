import { beatOf } from '../shared/frame-beat';

/** In a tab that paints nothing, and where frames are late, things are handed on after this time, ms. */
const WITHOUT_FRAME_MS = 100;

/**
 * Hands on what has come, in order, thirty times a second at most: hundreds of events a second change the page, and each
 * change alone would be worked out alone.
 */
export class FrameInbox<T> {
  private items: T[] = [];
  private frame = 0;
  private beat = -1;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly take: (item: T) => void) {}

  add(item: T): void {
    this.items.push(item);
    if (this.timer !== undefined) return;
    this.frame = requestAnimationFrame((time) => this.onFrame(time));
    this.timer = setTimeout(() => this.flush(), WITHOUT_FRAME_MS);
  }

  private onFrame(time: number): void {
    const beat = beatOf(time);
    if (beat === this.beat) {
      this.frame = requestAnimationFrame((next) => this.onFrame(next));
      return;
    }
    this.beat = beat;
    this.flush();
  }

  /** Hands on at once what is there. */
  flush(): void {
    const { items } = this;
    this.clear();
    for (const item of items) this.take(item);
  }

  /** Forgets what is there. */
  clear(): void {
    this.items = [];
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
