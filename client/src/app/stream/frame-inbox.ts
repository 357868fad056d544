/** In a tab that paints nothing, and where frames are late, things are handed on after this time, ms. */
const WITHOUT_FRAME_MS = 100;

/** Frames that follow closer than this are left out, ms. */
const SHORTEST_FRAME_MS = 30;

/**
 * Hands on what has come, in order, thirty times a second at most: hundreds of events a second change the page, and each change
 * alone would be worked out alone.
 */
export class FrameInbox<T> {
  private items: T[] = [];
  private frame = 0;
  /** When a frame was last used. */
  private last = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly take: (item: T) => void) {}

  add(item: T): void {
    this.items.push(item);
    if (this.timer !== undefined) return;
    this.frame = requestAnimationFrame((time) => this.onFrame(time));
    this.timer = setTimeout(() => this.flush(), WITHOUT_FRAME_MS);
  }

  private onFrame(time: number): void {
    if (time - this.last < SHORTEST_FRAME_MS) {
      this.frame = requestAnimationFrame((next) => this.onFrame(next));
      return;
    }
    this.last = time;
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
