import { DestroyRef, Directive, ElementRef, inject, signal, untracked } from '@angular/core';
import { ProfilePlace } from './profile-place';

/** A place counts as reached when nothing has moved for so many frames. */
const QUIET_FRAMES = 3;
/** After so many it is as near as it gets. */
const MOST_FRAMES = 40;
/** The reader takes the scroller into his own hands. */
const TAKEN = ['wheel', 'touchmove', 'pointerdown', 'keydown'];

/**
 * A scroller of chapters (`section[data-chapter]`) with their entries (`[data-step]`) that knows what is read. It keeps that
 * in its place when texts change, and finds it again when the profile comes back. The scroller is positioned.
 */
@Directive({ selector: '[appKeepPlace]', exportAs: 'keepPlace' })
export class KeepPlace {
  private readonly scroller = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly memory = inject(ProfilePlace);
  private readonly chapterSignal = signal<string | null>(null);
  /** Where the scroller was when the place was noted. */
  private notedAt = 0;
  /** The next step on the way to a place; undefined at rest. */
  private frame: number | undefined;

  /** Id of the chapter that is read, or that the reader was taken to. */
  readonly chapter = this.chapterSignal.asReadonly();

  constructor() {
    // Not by `host`: that checks the view for each scroll.
    const over = new AbortController();
    const { signal: until } = over;
    this.scroller.addEventListener('scroll', () => this.onScroll(), { signal: until });
    for (const type of TAKEN)
      this.scroller.addEventListener(type, () => this.rest(), { passive: true, signal: until });
    inject(DestroyRef).onDestroy(() => {
      over.abort();
      this.rest();
    });
  }

  /** Goes to where the reader was, if that is still there. */
  restore(): boolean {
    const place = untracked(this.memory.place);
    const entry = place && this.entryOf(place.step);
    if (entry) this.goTo(entry, () => place.offset);
    return Boolean(entry);
  }

  toChapter(id: string): void {
    const section = this.sections().find(({ dataset }) => dataset['chapter'] === id);
    if (section) this.goTo(section, () => 0);
  }

  /** Brings the text of a step into the middle, if there is one. */
  toStep(step: string): void {
    const entry = this.entryOf(step);
    if (entry) this.goTo(entry, () => (this.scroller.clientHeight - entry.offsetHeight) / 2);
  }

  /** After the texts have changed: what is read stays where it was. */
  hold(): void {
    // On the way to a place, that is kept.
    if (this.frame !== undefined) return;
    const place = untracked(this.memory.place);
    const entry = place && this.entryOf(place.step);
    // Who has scrolled since is right: the reader, or a browser that does the same. None does at the very top.
    if (entry && this.scroller.scrollTop === this.notedAt) {
      const moved = this.topOf(entry) - this.notedAt - place.offset;
      if (Math.abs(moved) > 1) this.scroller.scrollTop += moved;
    }
    const chapter = this.note();
    if (!entry) this.chapterSignal.set(chapter);
  }

  private onScroll(): void {
    const chapter = this.note();
    // The last chapters may be too short to come to the top: of those the one that was asked for is read.
    if (this.frame === undefined) this.chapterSignal.set(chapter);
  }

  /**
   * Chapters that were never on screen have a guessed height until they are near it. So the way is gone again with each
   * frame, until nothing moves.
   */
  private goTo(element: HTMLElement, offset: () => number): void {
    this.rest();
    this.chapterSignal.set(element.closest<HTMLElement>('section')?.dataset['chapter'] ?? null);
    let quiet = 0;
    let left = MOST_FRAMES;
    const step = () => {
      const before = this.scroller.scrollTop;
      this.scroller.scrollTop = this.topOf(element) - offset();
      quiet = this.scroller.scrollTop === before ? quiet + 1 : 0;
      left -= 1;
      const there = quiet === QUIET_FRAMES || left === 0 || !element.isConnected;
      this.frame = there ? undefined : requestAnimationFrame(step);
    };
    step();
    this.note();
  }

  private rest(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
  }

  /** @returns id of the chapter at the upper edge */
  private note(): string | null {
    this.notedAt = this.scroller.scrollTop;
    const reached = (each: HTMLElement) => this.topOf(each) + each.offsetHeight > this.notedAt + 1;
    // Chapter by chapter: to ask where an entry is lays out all of its chapter.
    const section = this.sections().find(reached);
    const entry = section && entriesOf(section).find(reached);
    const step = entry?.dataset['step'];
    if (entry && step) this.memory.keep({ step, offset: this.topOf(entry) - this.notedAt });
    return section?.dataset['chapter'] ?? null;
  }

  private sections(): HTMLElement[] {
    return [...this.scroller.querySelectorAll<HTMLElement>('section[data-chapter]')];
  }

  private entryOf(step: string): HTMLElement | null {
    return this.scroller.querySelector(`[data-step="${CSS.escape(step)}"]`);
  }

  /** Below the beginning of what is scrolled, px: where it is laid out, wherever an animation shows it. */
  private topOf(element: HTMLElement): number {
    let top = 0;
    let each: Element | null = element;
    while (each instanceof HTMLElement && each !== this.scroller) {
      top += each.offsetTop;
      each = each.offsetParent;
    }
    return top;
  }
}

function entriesOf(section: HTMLElement): HTMLElement[] {
  return [...section.querySelectorAll<HTMLElement>('[data-step]')];
}
