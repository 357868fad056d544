import { DOCUMENT, inject, Service } from '@angular/core';

/** One grapheme a tick, in ms. */
const TICK_MS = 20;

/**
 * The beat of all typewriters: one timer for the page, running only while somebody types, so that sixteen texts at
 * once cost one change detection a tick.
 */
@Service()
export class TypewriterClock {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly listeners = new Set<() => void>();
  private readonly reducedMotion = this.window?.matchMedia?.('(prefers-reduced-motion: reduce)');
  private timer: number | undefined;

  /** True where typing would be unseen or unwanted: then text is shown at once. */
  get instant(): boolean {
    return !this.window || this.window.document.hidden || (this.reducedMotion?.matches ?? false);
  }

  /** Calls the listener each tick until `remove`. */
  add(listener: () => void): void {
    this.listeners.add(listener);
    this.timer ??= this.window?.setInterval(() => this.listeners.forEach((each) => each()), TICK_MS);
  }

  remove(listener: () => void): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    this.window?.clearInterval(this.timer);
    this.timer = undefined;
  }
}
