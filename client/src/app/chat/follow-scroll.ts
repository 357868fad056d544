import { afterNextRender, DestroyRef, Directive, ElementRef, inject, signal } from '@angular/core';

/** Closer to the end than this is at the end, px. */
const END_PX = 8;
/** Elements between the content and the one that is watched: more than between the content and what grows in it. */
const GAUGE_DEPTH = 6;

/**
 * Keeps a scroller at its end while its content grows, lets go as soon as the reader scrolls up, and takes hold
 * again at the end. Its content is its first child, and positioned.
 */
@Directive({ selector: '[appFollowScroll]', exportAs: 'followScroll' })
export class FollowScroll {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly followingSignal = signal(true);
  private readonly releasesSignal = signal(0);
  private lastTop = 0;

  /** False while the reader reads further up. */
  readonly following = this.followingSignal.asReadonly();
  /** How often it has let go. */
  readonly releases = this.releasesSignal.asReadonly();

  constructor() {
    // Not by `host`: that checks the view for each scroll, and all that a scroll changes here are signals.
    const over = new AbortController();
    this.element.addEventListener('scroll', () => this.onScroll(), { signal: over.signal });
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => over.abort());
    if (typeof ResizeObserver === 'undefined') return;
    // It is told after the layout, so asking for heights costs none.
    const observer = new ResizeObserver(() => this.keep());
    observer.observe(this.element);
    afterNextRender(() => observer.observe(this.gauge()));
    destroyed.onDestroy(() => observer.disconnect());
  }

  /** Goes to the end and follows again. */
  toEnd(): void {
    this.followingSignal.set(true);
    this.jump();
  }

  /** Lets go, e.g. because the reader was taken to a place further up. */
  release(): void {
    if (!this.following()) return;
    this.followingSignal.set(false);
    this.releasesSignal.update((releases) => releases + 1);
  }

  private onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    if (scrollHeight - clientHeight - scrollTop <= END_PX) this.followingSignal.set(true);
    else if (scrollTop < this.lastTop) this.release();
    this.lastTop = scrollTop;
  }

  /**
   * As tall as the content, and deep in it: when the list has measured its rows and moved them, only deeper elements
   * are still told in the same frame (https://drafts.csswg.org/resize-observer/#broadcast-active-observations).
   */
  private gauge(): HTMLElement {
    let gauge = this.element.firstElementChild as HTMLElement;
    for (let depth = 0; depth < GAUGE_DEPTH; depth++) {
      const inner = gauge.ownerDocument.createElement('div');
      Object.assign(inner.style, { position: 'absolute', inset: '0', visibility: 'hidden' });
      gauge.append(inner);
      gauge = inner;
    }
    return gauge;
  }

  private keep(): void {
    if (this.following()) this.jump();
  }

  private jump(): void {
    this.element.scrollTop = this.element.scrollHeight;
    this.lastTop = this.element.scrollTop;
  }
}
