import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
  viewChildren,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideArrowDown } from '@lucide/angular';
import { injectVirtualizer, measureElement, type Virtualizer } from '@tanstack/angular-virtual';
import type { ItemState } from '../api/run-state';
import { LocalizedPipe } from '../shared/localized-pipe';
import { askBeforeLosing } from '../shared/unsaved-changes';
import { AttemptMessage } from './attempt-message';
import { ConfirmCard } from './confirm-card';
import { FailureNote } from './failure-note';
import { FollowScroll } from './follow-scroll';
import { LaneCard } from './lane-card';
import { seat, type Slot } from './lane-slots';
import { MessageMemory } from './message-memory';
import { renderedRows } from './rendered-rows';
import type { RevealedStep } from './revealed-step';
import { ResultCard } from './result-card';
import { RunNote } from './run-note';
import { SessionView } from './session-view';
import { liveSteps, stepOf, transcript, type TranscriptEntry } from './transcript';

/** Height of a message before it was on screen, px. */
const USUAL_HEIGHT = 148;
/** Between two of them, px. */
const GAP = 8;

/** What the record shows: its entries, and before them a word of those that the reader has cleared away. */
type Row = TranscriptEntry | { kind: 'hidden'; id: 'hidden' };

/**
 * The live view: what has happened, then one lane for each step at work. Of a long record only what is on screen is
 * there, and what the reader has something open in.
 */
@Component({
  selector: 'app-message-list',
  imports: [
    AttemptMessage,
    ConfirmCard,
    FailureNote,
    FollowScroll,
    LaneCard,
    LocalizedPipe,
    LucideArrowDown,
    ResultCard,
    RunNote,
    TranslocoDirective,
  ],
  templateUrl: './message-list.html',
  styleUrl: './message-list.scss',
})
export class MessageList {
  protected readonly view = inject(SessionView);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly memory = inject(MessageMemory);
  private readonly scroll = viewChild(FollowScroll);
  private readonly scroller = viewChild<ElementRef<HTMLElement>>('scroller');
  private readonly rowElements = viewChildren<ElementRef<HTMLElement>>('place');

  /** Shows only this category. */
  readonly category = input<string | null>(null);
  /** Ids of entries that the reader has cleared away. */
  readonly hiddenEntries = input<ReadonlySet<string>>(new Set());
  /** A step to bring into sight; whoever goes there, and does not search, goes on reading and working there. */
  readonly revealed = input<RevealedStep | null>(null);
  /** The reader asks for what he has cleared away. */
  readonly broughtBack = output();
  /** The reader asks for all categories. */
  readonly widened = output();

  private readonly record = computed(() => transcript(this.view.state(), this.category()));
  protected readonly entries = computed<Row[]>(() => {
    const hidden = this.hiddenEntries();
    const shown = this.record().filter(({ id }) => !hidden.has(id));
    return shown.length < this.record().length ? [{ kind: 'hidden', id: 'hidden' }, ...shown] : shown;
  });
  /** The entry that has the focus. */
  protected readonly focused = signal<string | null>(null);
  /** The entry that the reader was just taken to. */
  protected readonly marked = signal<string | null>(null);
  /** Index of the entry that gets the focus, once it is rendered. */
  private readonly awaited = signal<number | null>(null);
  /** Indexes of what stays wherever the reader scrolls. */
  private readonly held = computed(() =>
    this.entries().flatMap((entry, index) =>
      this.isHeld(entry) || entry.id === this.focused() ? [index] : [],
    ),
  );
  protected readonly rows = injectVirtualizer<HTMLElement, HTMLElement>(() => {
    const entries = this.entries();
    const held = this.held();
    const follows = (this.scroll()?.following() ?? true) && this.focused() === null;
    return {
      scrollElement: this.scroller(),
      count: entries.length,
      getItemKey: (index) => entries[index]?.id ?? index,
      estimateSize: () => USUAL_HEIGHT,
      measureElement: heightAfterLayout,
      useScrollendEvent: true,
      gap: GAP,
      rangeExtractor: (range) => renderedRows(range, held, follows),
    };
  });
  private readonly running = computed(() => liveSteps(this.view.state(), this.category()));
  protected readonly slots = linkedSignal<ReturnType<typeof liveSteps>, Slot[]>({
    source: this.running,
    computation: (running, previous) => seat(previous?.value ?? [], running),
  });
  /** Title of the category that the record is narrowed to, as long as there is nothing of it. */
  protected readonly notBegun = computed(() => {
    const category = this.category();
    const begun =
      this.running().length > 0 ||
      this.record().some(({ kind }) => kind === 'attempt' || kind === 'item-failure');
    return category === null || begun
      ? undefined
      : this.view.state().document.categories.get(category)?.title;
  });
  /** How many entries there were when the list last let go of its end. */
  private readonly seen = computed(() => {
    this.scroll()?.releases();
    return untracked(() => this.entries().length);
  });
  protected readonly unseen = computed(() => this.entries().length - this.seen());
  private readonly items = computed(() =>
    this.view
      .state()
      .document.items.entries()
      .map(([, item]) => item)
      .filter((item) => item.category !== null),
  );
  protected readonly written = computed(() => this.items().filter((item) => item.status === 'done').length);
  protected readonly missing = computed(() => this.items().length - this.written());

  constructor() {
    // What is measured above the reader moves nothing that he reads; at the end, the list follows by itself.
    untracked(() => this.rows()).shouldAdjustScrollPositionOnItemSizeChange = (
      { end },
      _delta,
      { scrollOffset },
    ) => !this.scroll()?.following() && end <= (scrollOffset ?? 0);
    askBeforeLosing(() => this.memory.unsent());
    effect(() => this.rowElements().forEach(({ nativeElement }) => this.rows.measureElement(nativeElement)));
    // After the list has taken what came with it, as entries that were hidden.
    afterRenderEffect(() => {
      const revealed = this.revealed();
      if (revealed) untracked(() => this.reveal(revealed));
    });
    effect(() => {
      const index = String(this.awaited());
      const row = this.rowElements().find(({ nativeElement }) => nativeElement.dataset['index'] === index);
      if (!row) return;
      focusOn(row.nativeElement.querySelector('article'));
      this.awaited.set(null);
    });
  }

  protected categoryOf(item: ItemState | undefined) {
    return item?.category ? this.view.state().document.categories.get(item.category) : undefined;
  }

  protected bringBack(): void {
    this.keepFocus();
    this.broughtBack.emit();
  }

  protected widen(): void {
    this.keepFocus();
    this.widened.emit();
  }

  /** The button that has the focus goes away. */
  private keepFocus(): void {
    this.scroller()?.nativeElement.focus({ preventScroll: true });
  }

  /** An entry in which something is open that scrolling must not close. */
  private isHeld(entry: Row): boolean {
    return entry.kind === 'confirm' || (entry.kind === 'attempt' && this.memory.of(entry.attempt).held());
  }

  private reveal({ step, found }: RevealedStep): void {
    const index = this.entries().findLastIndex(
      (row) =>
        row.kind !== 'hidden' && stepOf(row) === step && (found === undefined || isFoundIn(row, found)),
    );
    const entry = this.entries()[index];
    const lane = this.host.nativeElement.querySelector<HTMLElement>(
      `.lane [data-step="${CSS.escape(step)}"]`,
    );
    // What has no text yet leads nowhere.
    if (entry || lane) this.scroll()?.release();
    if (entry) {
      // The words may be in a fact that is folded away.
      if (found && entry.kind === 'attempt') this.memory.of(entry.attempt).facts.set(true);
      this.rows.scrollToIndex(index, { align: 'center' });
      this.marked.set(entry.id);
      this.awaited.set(found ? null : index);
      return;
    }
    lane?.scrollIntoView({ block: 'center', behavior: 'instant' });
    lane?.classList.add('revealed');
    lane?.addEventListener('animationend', () => lane.classList.remove('revealed'), { once: true });
    if (!found) focusOn(lane);
  }
}

/**
 * Heights are told by the list's observer, after the layout and before the frame is painted. Until then an entry is as
 * tall as it was, or as usual: to ask for its height would be a layout of its own.
 */
function heightAfterLayout(
  element: HTMLElement,
  told: ResizeObserverEntry | undefined,
  rows: Virtualizer<HTMLElement, HTMLElement>,
): number {
  if (told) return measureElement(element, told, rows);
  const key = rows.options.getItemKey(rows.indexFromElement(element));
  return rows.itemSizeCache.get(key) ?? USUAL_HEIGHT;
}

/** For as long as the focus is there it can be; Tab goes on from there. */
function focusOn(element: HTMLElement | null): void {
  element?.setAttribute('tabindex', '-1');
  element?.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  element?.focus({ preventScroll: true });
}

/** Whether words that were found there may be in this entry. */
function isFoundIn(entry: TranscriptEntry, found: 'record' | 'lane'): boolean {
  return found === 'record' && entry.kind === 'attempt' && entry.item?.chosen === entry.attempt.number;
}
