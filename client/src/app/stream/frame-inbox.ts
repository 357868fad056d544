import type { FrameBeat } from '../shared/frame-beat';

/** In a tab that paints nothing, and where frames are late, things are handed on after this time, ms. */
const WITHOUT_FRAME_MS = 100;

/**
 * Hands on what has come, in order, once a beat of the page: hundreds of events a second change it, and each change
 * alone would be worked out alone.
 */
export class FrameInbox<T> {
  private items: T[] = [];
  private clears = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly onBeat = (): void => this.flush();

  constructor(
    private readonly beat: Pick<FrameBeat, 'request' | 'cancel'>,
    private readonly take: (item: T) => void,
  ) {}

  add(item: T): void {
    this.items.push(item);
    if (this.timer !== undefined) return;
    this.beat.request(this.onBeat);
    this.timer = setTimeout(this.onBeat, WITHOUT_FRAME_MS);
  }

  /** Hands on at once what is there. */
  flush(): void {
    const { items, clears } = this;
    this.items = [];
    this.unplan();
    for (const item of items) {
      if (clears !== this.clears) return;
      this.take(item);
    }
  }

  /** Forgets what is there, and the rest of what is being handed on. */
  clear(): void {
    this.clears += 1;
    this.items = [];
    this.unplan();
  }

  private unplan(): void {
    this.beat.cancel(this.onBeat);
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
