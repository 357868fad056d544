import type { FrameBeat } from '../shared/frame-beat';
import type { Inbox } from './connection-ports';

/** Where no frame is painted, things are handed on after this time; up to twice as late where frames have just ended, ms. */
const WITHOUT_FRAME_MS = 100;

/**
 * Hands on what has come, in order, once a beat of the page: of hundreds of events a second each would be read, and what
 * it changes worked out, alone; together they cost a third (docs/decisions/0014). A page that nobody looks at has no
 * beats, and its timers come once a second at best; what it leads for others who do look is handed on as it comes.
 */
export class FrameInbox<T> implements Inbox<T> {
  private items: T[] = [];
  private clears = 0;
  /** Looks now and then whether there were beats: a timer for each beat would cost more than the beat. */
  private timer: ReturnType<typeof setTimeout> | undefined;
  private beats = 0;
  private readonly onBeat = (): void => {
    this.beats += 1;
    this.flush();
  };

  constructor(
    private readonly beat: Pick<FrameBeat, 'request' | 'cancel' | 'still'>,
    private readonly take: (item: T) => void,
  ) {}

  add(item: T): void {
    this.items.push(item);
    if (this.items.length > 1) return;
    if (this.beat.still) {
      this.flush();
      return;
    }
    this.beat.request(this.onBeat, 'read');
    if (this.timer === undefined) this.watch();
  }

  flush(): void {
    const { items, clears } = this;
    this.items = [];
    this.beat.cancel(this.onBeat);
    for (const item of items) {
      if (clears !== this.clears) return;
      this.take(item);
    }
  }

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
