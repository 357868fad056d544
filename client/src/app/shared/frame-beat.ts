import { DOCUMENT, inject, Service } from '@angular/core';

/** One change of the page in this time, ms: thirty a second read as smoothly as sixty, and cost half. */
const BEAT_MS = 33;

/**
 * The beat in which the page changes with time: whoever does so asks for the next one, and all changes are worked out
 * together in its first frame. Nothing beats where nobody asks, or where no frame is painted.
 */
@Service()
export class FrameBeat {
  private readonly window = inject(DOCUMENT).defaultView;
  private waiting = new Set<() => void>();
  private frame: number | undefined;
  private beat = -1;

  /** Calls the listener once, in the next beat. */
  request(listener: () => void): void {
    this.waiting.add(listener);
    this.wake();
  }

  cancel(listener: () => void): void {
    this.waiting.delete(listener);
    if (this.waiting.size > 0 || this.frame === undefined) return;
    this.window?.cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  private wake(): void {
    this.frame ??= this.window?.requestAnimationFrame((time) => this.onFrame(time));
  }

  private onFrame(time: number): void {
    this.frame = undefined;
    const beat = Math.floor(time / BEAT_MS);
    if (beat === this.beat) {
      this.wake();
      return;
    }
    this.beat = beat;
    const listeners = this.waiting;
    this.waiting = new Set();
    listeners.forEach((listener) => listener());
  }
}
