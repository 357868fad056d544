import type { FrameBeat } from '../shared/frame-beat';

/** Where no frame is painted, things are handed on after this time, or twice as late when the frames have just ended, ms. */
const WITHOUT_FRAME_MS = 100;

/**
 * Hands on what has come, in order, once a beat of the page: of hundreds of events a second each would be read, and what
 * it changes worked out, alone. All of it at once costs half. A page that nobody looks at has no beats, and its timers
 * come once a second at best; what it leads for others who do look is handed on as it comes.
 */
export class FrameInbox<T> {
  private items: T[] = [];
  private clears = 0;
  /** One that looks now and then whether there are beats: to plan one for each beat costs more than the beat. */
  private timer: ReturnType<typeof setTimeout> | undefined;
  private beats = 0;
  private readonly onBeat = (): void => {
    this.beats += 1;
    this.flush();
  };

  constructor(
    private readonly beat: Pick<FrameBeat, 'request' | 'cancel'>,
    private readonly page: { hidden(): boolean },
    private readonly take: (item: T) => void,
  ) {}

  add(item: T): void {
    if (this.items.push(item) > 1) return;
    if (this.page.hidden()) {
      this.flush();
      return;
    }
    this.beat.request(this.onBeat);
    if (this.timer === undefined) this.watch();
  }

  /** Hands on at once what is there. */
  flush(): void {
    const { items, clears } = this;
    this.items = [];
    this.beat.cancel(this.onBeat);
    for (const item of items) {
      if (clears !== this.clears) return;
      this.take(item);
    }
  }

  /** Forgets what is there, and the rest of what is being handed on. */
  clear(): void {
    this.clears += 1;
    this.items = [];
    this.beat.cancel(this.onBeat);
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private watch(): void {
    const { beats } = this;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.items.length === 0) return;
      if (beats === this.beats) this.flush();
      else this.watch();
    }, WITHOUT_FRAME_MS);
  }
}
