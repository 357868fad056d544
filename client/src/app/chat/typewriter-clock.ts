import { DestroyRef, DOCUMENT, effect, inject, Service, untracked } from '@angular/core';
import { beatOf } from '../shared/frame-beat';
import { DisplayPause } from './display-pause';

/**
 * The beat of all typewriters: the frames of the page, counted only while somebody types, so that sixteen texts at
 * once are worked out together, and not at all where no frame is painted.
 */
@Service()
export class TypewriterClock {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly pause = inject(DisplayPause);
  private readonly listeners = new Set<() => void>();
  private readonly reducedMotion = this.window?.matchMedia?.('(prefers-reduced-motion: reduce)');
  private readonly catchUp = (): void => {
    this.listeners.forEach((listener) => listener());
    if (this.listeners.size > 0) this.wake();
  };
  private frame: number | undefined;
  private beat = -1;

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

  /** No frames are counted. */
  get paused(): boolean {
    return this.pause.paused();
  }

  /** ms since the page began. */
  get now(): number {
    return performance.now();
  }

  /** Calls the listener each frame until `remove`. */
  add(listener: () => void): void {
    this.listeners.add(listener);
    this.wake();
  }

  remove(listener: () => void): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.rest();
  }

  private wake(): void {
    if (!this.paused) this.frame ??= this.window?.requestAnimationFrame((time) => this.onFrame(time));
  }

  private rest(): void {
    if (this.frame !== undefined) this.window?.cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private onFrame(time: number): void {
    this.frame = undefined;
    const beat = beatOf(time);
    if (beat === this.beat) return this.wake();
    this.beat = beat;
    this.catchUp();
  }
}
