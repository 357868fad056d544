import { DestroyRef, DOCUMENT, ErrorHandler, inject, Service } from '@angular/core';

/** One change of the page in this time, ms: thirty a second read as smoothly as sixty, and cost half. */
const BEAT_MS = 33;
/** The same where more changes than anybody can follow, ms. */
const HALVED_MS = 66;
/** A frame is asked for this long before it is due, and belongs to the beat that is next by then, ms. */
const EARLY_MS = 4;

/** What is read in a beat is shown in the same one. */
export type BeatPhase = 'read' | 'show';

/**
 * The beat in which the page changes with time: whoever does so asks for the next one, and all changes are worked out
 * together in its first frame. Nothing beats where nobody asks, or where no frame is painted; a page that nobody looks at
 * any more has its last beat at once. Between two beats no frame is asked for: each costs a tenth of what is done in one.
 */
@Service()
export class FrameBeat {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly errors = inject(ErrorHandler);
  private readonly waiting: Record<BeatPhase, Set<() => void>> = { read: new Set(), show: new Set() };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private frame: number | undefined;
  /** When the next beat begins, ms since the page began. */
  private due = 0;

  /** Half as many beats, for whoever changes more than anybody can follow. */
  halved = false;

  constructor() {
    const document = this.window?.document;
    const onVisibility = () => {
      if (this.still) this.callAll();
    };
    document?.addEventListener('visibilitychange', onVisibility);
    inject(DestroyRef).onDestroy(() => document?.removeEventListener('visibilitychange', onVisibility));
  }

  /** Nobody looks at the page: it has no frames, and its timers come once a second at best. */
  get still(): boolean {
    return this.window?.document.hidden ?? true;
  }

  /** Calls the listener once, in the next beat. */
  request(listener: () => void, phase: BeatPhase = 'show'): void {
    this.waiting[phase].add(listener);
    this.wake();
  }

  cancel(listener: () => void): void {
    const { read, show } = this.waiting;
    read.delete(listener);
    show.delete(listener);
    if (read.size === 0 && show.size === 0) this.rest();
  }

  private wake(): void {
    if (this.timer !== undefined || this.frame !== undefined) return;
    const wait = this.due - EARLY_MS - performance.now();
    if (wait > 0) this.timer = setTimeout(() => this.askForFrame(), wait);
    else this.askForFrame();
  }

  private askForFrame(): void {
    this.timer = undefined;
    this.frame = this.window?.requestAnimationFrame((time) => this.onFrame(time));
  }

  private rest(): void {
    clearTimeout(this.timer);
    if (this.frame !== undefined) this.window?.cancelAnimationFrame(this.frame);
    this.timer = this.frame = undefined;
  }

  /** Whoever fails does not stop the others. */
  private call(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.errors.handleError(error);
    }
  }

  private onFrame(time: number): void {
    this.frame = undefined;
    if (time < this.due - EARLY_MS) {
      this.wake();
      return;
    }
    const beat = this.halved ? HALVED_MS : BEAT_MS;
    this.due = (Math.floor((time + EARLY_MS) / beat) + 1) * beat;
    this.callAll();
  }

  private callAll(): void {
    for (const phase of ['read', 'show'] as const) {
      const listeners = [...this.waiting[phase]];
      this.waiting[phase].clear();
      for (const listener of listeners) this.call(listener);
    }
  }
}
