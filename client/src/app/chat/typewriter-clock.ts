import { DestroyRef, DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { FrameBeat } from '../shared/frame-beat';
import { DisplayPause } from './display-pause';

/** Where more texts than these hurry, none of them is read. */
const MAX_READABLE = 2;

/**
 * What all texts are told together: the time of the page, ms, and whether they are shown at once. Each answers whether it
 * hurries: it is typed faster than its own pace, a character in 20 ms.
 */
export type TypingListener = (now: number, instant: boolean) => boolean;

/** The time of all typewriters: the beats of the page, as long as somebody types and the display does not stand still. */
@Service()
export class TypewriterClock {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly beat = inject(FrameBeat);
  private readonly pause = inject(DisplayPause);
  private readonly listeners = new Set<TypingListener>();
  private readonly reducedMotion = this.window?.matchMedia?.('(prefers-reduced-motion: reduce)');
  /** Typing would be unseen or unwanted: to ask the browser in each beat would cost more than to be told. */
  private unwanted = this.isUnwanted();
  private readonly catchUp = (): void => {
    if (this.listeners.size > 0) this.wake();
    const { now, instant } = this;
    let hurried = 0;
    for (const listener of this.listeners) if (listener(now, instant)) hurried += 1;
    this.beat.halved = hurried > MAX_READABLE;
  };

  private readonly onCircumstances = (): void => {
    this.unwanted = this.isUnwanted();
    if (!this.paused) this.catchUp();
  };
  constructor() {
    // Whoever looks away, or wants no motion from now on, finds everything shown.
    this.window?.document.addEventListener('visibilitychange', this.onCircumstances);
    this.reducedMotion?.addEventListener?.('change', this.onCircumstances);
    effect(() => {
      if (this.pause.paused()) this.rest();
      else untracked(() => this.catchUp());
    });
    inject(DestroyRef).onDestroy(() => {
      this.rest();
      this.window?.document.removeEventListener('visibilitychange', this.onCircumstances);
      this.reducedMotion?.removeEventListener?.('change', this.onCircumstances);
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
  add(listener: TypingListener): void {
    this.listeners.add(listener);
    this.wake();
  }

  remove(listener: TypingListener): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.rest();
  }

  private isUnwanted(): boolean {
    return !this.window || this.window.document.hidden || (this.reducedMotion?.matches ?? false);
  }

  private wake(): void {
    if (!this.paused) this.beat.request(this.catchUp);
  }

  private rest(): void {
    this.beat.halved = false;
    this.beat.cancel(this.catchUp);
  }
}
