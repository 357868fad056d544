import { DestroyRef, DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { FrameBeat } from '../shared/frame-beat';
import { DisplayPause } from './display-pause';

/** Where more texts than these hurry, none of them is read. */
const READABLE = 2;

/**
 * What all texts are told together: the time of the page, ms, and whether they are shown at once. Each answers whether it
 * hurries, which is to say that it is typed faster than it would be by itself.
 */
export type BeatListener = (now: number, instant: boolean) => boolean;

/** The time of all typewriters: the beats of the page, as long as somebody types and the display does not stand still. */
@Service()
export class TypewriterClock {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly beat = inject(FrameBeat);
  private readonly pause = inject(DisplayPause);
  private readonly listeners = new Set<BeatListener>();
  private readonly reducedMotion = this.window?.matchMedia?.('(prefers-reduced-motion: reduce)');
  private readonly catchUp = (): void => {
    if (this.listeners.size > 0) this.wake();
    const { now, instant } = this;
    let hurried = 0;
    for (const listener of this.listeners) if (listener(now, instant)) hurried += 1;
    this.beat.rushed = hurried > READABLE;
  };

  private readonly look = (): void => {
    this.unwanted = this.isUnwanted();
    this.catchUp();
  };
  /** Typing would be unseen or unwanted: to ask the browser in each beat would cost more than to be told. */
  private unwanted = this.isUnwanted();

  constructor() {
    // Whoever looks away, or wants no motion from now on, finds everything shown.
    this.window?.document.addEventListener('visibilitychange', this.look);
    this.reducedMotion?.addEventListener?.('change', this.look);
    effect(() => {
      if (this.pause.paused()) this.rest();
      else untracked(() => this.catchUp());
    });
    inject(DestroyRef).onDestroy(() => {
      this.rest();
      this.window?.document.removeEventListener('visibilitychange', this.look);
      this.reducedMotion?.removeEventListener?.('change', this.look);
    });
  }

  /** True where typing would be unseen or unwanted: then text is shown at once. */
  get instant(): boolean {
    return !this.paused && (this.unwanted || this.pause.catchingUp);
  }

  /** Nobody types. */
  get paused(): boolean {
    return this.pause.paused();
  }

  /** ms since the page began. */
  get now(): number {
    return performance.now();
  }

  /** Calls the listener each beat until `remove`. */
  add(listener: BeatListener): void {
    this.listeners.add(listener);
    this.wake();
  }

  remove(listener: BeatListener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    this.beat.rushed = false;
    this.rest();
  }

  private isUnwanted(): boolean {
    return !this.window || this.window.document.hidden || (this.reducedMotion?.matches ?? false);
  }

  private wake(): void {
    if (!this.paused) this.beat.request(this.catchUp);
  }

  private rest(): void {
    this.beat.cancel(this.catchUp);
  }
}
