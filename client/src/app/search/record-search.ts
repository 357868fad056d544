import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
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
import { type Hit, HitFinder, type SearchText } from './find-hits';
import { SearchMarks } from './search-marks';

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
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly texts = input.required<readonly SearchText[]>();
  /** In which the words are marked. */
  readonly within = input.required<HTMLElement>();
  /** Take the reader to this text. */
  readonly reached = output<string>();
  readonly closed = output<void>();

  protected readonly words = signal('');
  protected readonly hits = computed(() => this.finder.find(this.texts(), this.words()));
  /** Index of the hit that the reader is at; texts that grow leave him there. */
  protected readonly at = linkedSignal<readonly Hit[], number>({
    source: this.hits,
    computation: (hits, previous) => {
      const before = previous?.source[previous.value];
      const same = hits.findIndex((hit) => hit.step === before?.step && hit.nth === before.nth);
      return Math.max(0, same);
    },
  });
  private readonly current = computed(() => this.hits()[this.at()]?.step ?? null);

  constructor() {
    afterNextRender(() => this.field().nativeElement.focus());
    effect((cleanup) => {
      const marks = new SearchMarks(this.within());
      const [words, current] = [this.words(), this.current()];
      const mark = () => marks.mark(words, current);
      mark();
      // What is scrolled into sight, or has just been written, is marked too.
      const observer = new MutationObserver(mark);
      observer.observe(this.within(), { childList: true, subtree: true, characterData: true });
      cleanup(() => {
        observer.disconnect();
        marks.clear();
      });
    });
    // Words that are found lead to their first place at once.
    effect(() => {
      this.words();
      const first = untracked(this.current);
      if (first !== null) this.reached.emit(first);
    });
  }

  protected go(by: 1 | -1): void {
    const { length } = this.hits();
    if (length === 0) return;
    this.at.set((this.at() + by + length) % length);
    this.reached.emit(this.current()!);
  }

  protected onKey(event: KeyboardEvent): void {
    if (composes(event)) return;
    if (event.key === 'Escape') this.closed.emit();
    else if (event.key === 'Enter') this.go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }
}
