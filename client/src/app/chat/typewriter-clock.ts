import { DestroyRef, DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { FrameBeat } from '../shared/frame-beat';
import { DisplayPause } from './display-pause';

/** The time of all typewriters: the beats of the page, as long as somebody types and the display does not stand still. */
@Service()
export class TypewriterClock {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly beat = inject(FrameBeat);
  private readonly pause = inject(DisplayPause);
  private readonly listeners = new Set<() => void>();
  private readonly reducedMotion = this.window?.matchMedia?.('(prefers-reduced-motion: reduce)');
  private readonly catchUp = (): void => {
    if (this.listeners.size > 0) this.wake();
    this.listeners.forEach((listener) => listener());
  };

  constructor() {
    // Whoever looks away, or wants no motion from now on, finds everything shown.
    this.window?.document.addEventListener('visibilitychange', this.catchUp);
    this.reducedMotion?.addEventListener?.('change', this.catchUp);
    effect(() => {
      if (this.pause.paused()) this.rest();
      else untracked(() => this.catchUp());
    });
    inject(DestroyRef).onDestroy(() => {
      this.rest();
      this.window?.document.removeEventListener('visibilitychange', this.catchUp);
      this.reducedMotion?.removeEventListener?.('change', this.catchUp);
    });
  }

  /** True where typing would be unseen or unwanted: then text is shown at once. */
  get instant(): boolean {
    if (this.paused) return false;
    return (
      !this.window ||
      this.window.document.hidden ||
      this.pause.catchingUp ||
      (this.reducedMotion?.matches ?? false)
    );
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
  add(listener: () => void): void {
    this.listeners.add(listener);
    this.wake();
  }

  remove(listener: () => void): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.rest();
  }

  private wake(): void {
    if (!this.paused) this.beat.request(this.catchUp);
  }

  private rest(): void {
    this.beat.cancel(this.catchUp);
  }
}
