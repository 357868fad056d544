import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideChevronDown, LucideChevronUp, LucideSearch, LucideX } from '@lucide/angular';
import { composes } from '../shared/composes';
import { FrameBeat } from '../shared/frame-beat';
import { type GrowingText, type Hit, HitFinder, placeIn, sameHits, type SearchText } from './find-hits';
import { PageWatch } from './page-watch';
import { SearchMarks } from './search-marks';

/** After this time a list has come to rest that was asked for an entry, ms. */
const REST_MS = 250;

/**
 * Searches texts, not the page: what is scrolled away is found too. It says how many places there are and where the reader
 * is, asks to be taken there, and marks the words in what is shown.
 */
@Component({
  selector: 'app-record-search',
  imports: [LucideChevronDown, LucideChevronUp, LucideSearch, LucideX, TranslocoDirective],
  templateUrl: './record-search.html',
  styleUrl: './record-search.scss',
})
export class RecordSearch {
  private readonly finder = new HitFinder();
  private readonly laneFinder = new HitFinder();
  private readonly beat = inject(FrameBeat);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly texts = input.required<readonly SearchText[]>();
  /** What is being written; it comes last. */
  readonly lanes = input<readonly GrowingText[]>([]);
  /** In which the words are marked. */
  readonly within = input.required<HTMLElement>();
  /** Take the reader to this place. */
  readonly reached = output<Hit>();
  readonly closed = output<void>();

  protected readonly words = signal('');
  /** Places in what is being written, when it was last looked at. */
  private readonly inLanes = signal<readonly Hit[]>([], { equal: sameHits });
  protected readonly hits = computed(() => [
    ...this.finder.find(this.texts(), this.words()),
    ...this.inLanes(),
  ]);
  /** Index of the hit that the reader is at; texts that grow leave him there. */
  protected readonly at = linkedSignal<readonly Hit[], number>({
    source: this.hits,
    computation: (hits, previous) => placeIn(hits, previous?.source[previous.value]),
  });
  private readonly hit = computed<Hit | undefined>(() => this.hits()[this.at()]);
  private readonly current = computed(() => this.hit()?.step ?? null);
  private readonly marks = computed(() => new SearchMarks(this.within()));
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    afterNextRender(() => this.field().nativeElement.focus());
    effect((cleanup) => {
      const marks = this.marks();
      this.words();
      this.current();
      untracked(() => this.look());
      // What is scrolled into sight, or has just been written, is marked too.
      const writing = this.lanes().length > 0;
      const watch = new PageWatch(this.within(), this.beat, { writing }, () => this.look());
      cleanup(() => {
        watch.end();
        marks.clear();
      });
    });
    // Words that are found lead to their first place at once.
    effect(() => {
      this.words();
      const first = untracked(this.hit);
      if (first) this.reach(first);
    });
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.resting);
      this.beat.cancel(this.bringIntoSight);
    });
  }

  protected go(by: 1 | -1): void {
    const { length } = this.hits();
    if (length === 0) return;
    this.at.set((this.at() + by + length) % length);
    this.reach(this.hit()!);
  }

  /** Marks what is on the page, and counts what is being written. */
  private look(): void {
    const lanes = this.lanes().map(({ step, title, blocks }) => ({ step, title, blocks: blocks() }));
    const found = this.laneFinder.find(lanes, this.words());
    this.inLanes.set(found.map((hit) => ({ ...hit, lane: true })));
    this.marks().mark(this.words(), this.current());
  }

  /** First to the text, which may not be on the page yet, then to the place in it. */
  private reach(hit: Hit): void {
    this.reached.emit(hit);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.beat.request(this.bringIntoSight), REST_MS);
  }

  private readonly bringIntoSight = (): void => {
    this.look();
    const hit = this.hit();
    if (hit) this.marks().bringIntoSight(hit);
  };

  protected onKey(event: KeyboardEvent): void {
    if (composes(event)) return;
    if (event.key === 'Escape') this.closed.emit();
    else if (event.key === 'Enter') this.go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }
}
