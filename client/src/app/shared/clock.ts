import { type OnDestroy, Service, signal } from '@angular/core';

/** The time of day as a signal, once a second: for what counts up or down on the page. */
@Service()
export class Clock implements OnDestroy {
  private readonly nowSignal = signal(Date.now());
  readonly now = this.nowSignal.asReadonly();
  private readonly timer = setInterval(() => this.nowSignal.set(Date.now()), 1_000);

  ngOnDestroy(): void {
    clearInterval(this.timer);
  }
}
