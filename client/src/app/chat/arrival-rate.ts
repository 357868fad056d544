import { signal } from '@angular/core';

const WINDOW_MS = 5_000;

/** How fast text arrives here, over the last five seconds, and how soon the first of it came. */
export class ArrivalRate {
  private samples: { at: number; characters: number }[] = [];
  private begunAt: number | null = null;
  private readonly firstAfterSignal = signal<number | null>(null);

  /** From the run's start to its first character, ms; null unless this page saw both. */
  readonly firstAfter = this.firstAfterSignal.asReadonly();

  constructor(private readonly now: () => number = Date.now) {}

  /** A run has just started. */
  begin(): void {
    this.begunAt = this.now();
    this.firstAfterSignal.set(null);
  }

  add(characters: number): void {
    const at = this.now();
    if (this.begunAt !== null && this.firstAfter() === null) this.firstAfterSignal.set(at - this.begunAt);
    const last = this.samples.at(-1);
    // Samples of a tenth of a second each keep the list short at any rate.
    if (last && at - last.at < 100) last.characters += characters;
    else this.samples.push({ at, characters });
    this.forget(at);
  }

  /** Characters a second, now. */
  perSecond(): number {
    this.forget(this.now());
    const total = this.samples.reduce((sum, { characters }) => sum + characters, 0);
    return Math.round((total * 1_000) / WINDOW_MS);
  }

  reset(): void {
    this.samples = [];
    this.begunAt = null;
    this.firstAfterSignal.set(null);
  }

  private forget(now: number): void {
    this.samples = this.samples.filter(({ at }) => now - at < WINDOW_MS);
  }
}
