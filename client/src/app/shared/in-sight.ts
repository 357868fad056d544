import { DestroyRef, Directive, ElementRef, inject, signal } from '@angular/core';

/** Knows whether its element is in the reader's sight: `<div appInSight #sight="inSight">`. */
@Directive({ selector: '[appInSight]', exportAs: 'inSight' })
export class InSight {
  private readonly seenSignal = signal(true);

  /** True as well until the browser has looked, and where it cannot. */
  readonly seen = this.seenSignal.asReadonly();

  constructor() {
    if (typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) =>
      this.seenSignal.set(entries.at(-1)?.isIntersecting ?? true),
    );
    observer.observe(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }
}
