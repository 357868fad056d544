import { afterNextRender, inject, Injector, Service, signal } from '@angular/core';
import { HeldEvents } from './held-events';
import type { StreamEvent } from './stream-event';

/**
 * The display stands still on the reader's demand (WCAG 2.2.2), while the run goes on and its events are taken in. It is
 * a state of the open page, and remembered nowhere. What moves by itself asks `paused`; animations of the styles rest
 * within an element with `data-paused`, which whoever owns the page's root sets.
 */
@Service()
export class DisplayPause {
  private readonly injector = inject(Injector);
  private readonly pausedSignal = signal(false);

  readonly paused = this.pausedSignal.asReadonly();
  /** What has arrived since. */
  readonly held = new HeldEvents();
  /** What was held is on its way to the screen: it is not typed out. */
  catchingUp = false;

  begin(): void {
    this.pausedSignal.set(true);
  }

  /** @returns what was held, in an order in which it can be applied */
  end(): readonly StreamEvent[] {
    if (!this.paused()) return [];
    this.pausedSignal.set(false);
    this.catchingUp = true;
    afterNextRender(() => (this.catchingUp = false), { injector: this.injector });
    return this.held.take();
  }
}
