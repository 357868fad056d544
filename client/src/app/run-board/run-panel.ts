import {
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  Injector,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatSnackBar, type MatSnackBarRef } from '@angular/material/snack-bar';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import {
  LucideBrain,
  LucideEraser,
  LucideLayoutGrid,
  LucideRefreshCw,
  LucideSearch,
  LucideX,
} from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { ProblemTextPipe } from '../api/problem-text';
import { MessageList } from '../chat/message-list';
import type { RevealedStep } from '../chat/revealed-step';
import { RevisionForm } from '../chat/revision-form';
import { SessionView } from '../chat/session-view';
import { ThinkingFold } from '../chat/thinking-fold';
import { liveSteps, stepOf, transcript } from '../chat/transcript';
import type { Hit } from '../search/find-hits';
import { RecordSearch } from '../search/record-search';
import { KeyValueStore } from '../shared/key-value-store';
import { LocalizedPipe } from '../shared/localized-pipe';
import { PortalLanguage } from '../shared/portal-language';
import { Shortcuts } from '../shared/shortcuts';
import { askBeforeLosing } from '../shared/unsaved-changes';
import { TimelineView } from '../timeline/timeline-view';
import { Board } from './board';
import { Composer } from './composer';
import { PauseNote } from './pause-note';
import { PauseToggle } from './pause-toggle';
import { PhaseRail } from './phase-rail';
import { ProfileView } from './profile-view';
import { rewritable } from './rewritable';
import { RunHead } from './run-head';
import { laneTexts, profileTexts, recordTexts } from './searched-texts';
import { ShownWords } from './shown-words';

/** How long a cleared record can be brought back by the bar below, ms. */
const UNDO_MS = 10_000;

type Tab = 'live' | 'profile' | 'timeline';

/** The right side of the page: head, phases, board, and the two views of one session. */
@Component({
  selector: 'app-run-panel',
  imports: [
    Board,
    Composer,
    LocalizedPipe,
    LucideBrain,
    LucideEraser,
    LucideLayoutGrid,
    LucideRefreshCw,
    LucideSearch,
    LucideX,
    MessageList,
    PauseNote,
    PauseToggle,
    PhaseRail,
    ProblemTextPipe,
    ProfileView,
    RecordSearch,
    RevisionForm,
    RunHead,
    TimelineView,
    TranslocoDirective,
  ],
  templateUrl: './run-panel.html',
  styleUrl: './run-panel.scss',
})
export class RunPanel {
  protected readonly view = inject(SessionView);
  private readonly snackBar = inject(MatSnackBar);
  private readonly transloco = inject(TranslocoService);
  private readonly store = inject(KeyValueStore);
  private readonly language = inject(PortalLanguage);
  private readonly injector = inject(Injector);
  protected readonly thinking = inject(ThinkingFold);

  protected readonly tabs: readonly Tab[] = ['live', 'profile', 'timeline'];
  protected readonly tab = signal<Tab>('live');
  protected readonly boardFolded = signal(this.store.read('boardFolded') === true);
  protected readonly category = linkedSignal<string | null, string | null>({
    source: this.view.id,
    computation: () => null,
  });
  protected readonly hidden = linkedSignal<string | null, ReadonlySet<string>>({
    source: this.view.id,
    computation: () => new Set<string>(),
  });
  private undoBar?: MatSnackBarRef<unknown>;
  protected readonly revealed = linkedSignal<string | null, RevealedStep | null>({
    source: this.view.id,
    computation: () => null,
  });
  protected readonly categoryTitle = computed(() => {
    const category = this.category();
    return category === null ? undefined : this.view.state().document.categories.get(category)?.title;
  });

  protected readonly searching = linkedSignal<string | null, boolean>({
    source: this.view.id,
    computation: () => false,
  });
  /** Brings the parser along, so not before anybody searches. */
  private readonly shownWords = computed(() => this.injector.get(ShownWords));

  protected readonly searched = computed(() =>
    this.tab() !== 'profile'
      ? recordTexts(
          this.view.state(),
          { category: this.category(), language: this.language.current() },
          this.shownWords().inRecord,
        )
      : profileTexts(this.view.state(), this.category(), this.shownWords().inProfile),
  );

  protected readonly searchedLanes = computed(() =>
    this.tab() !== 'profile'
      ? laneTexts(
          this.view.state(),
          { category: this.category(), language: this.language.current() },
          this.shownWords().inLane,
        )
      : [],
  );

  /** Items of the chosen category that have a text and are not locked. */
  protected readonly rewritable = computed(() =>
    rewritable(
      this.view
        .state()
        .document.items.entries()
        .filter(([, item]) => item.category === this.category()),
    ),
  );
  /** Items that were written with facts which say something else by now. */
  protected readonly stale = computed(() =>
    this.view
      .state()
      .document.items.entries()
      .filter(([, item]) => item.stale && !item.locked)
      .map(([step]) => step),
  );
  /** Items whose text the review has something against. */
  protected readonly doubtful = computed(() =>
    this.view
      .state()
      .document.items.entries()
      .filter(([, item]) => item.findings && !item.locked)
      .map(([step, { title }]) => ({ step, title })),
  );
  /** Words that the house style requires and no text has; null where none is missing. */
  protected readonly missingWords = computed(() => {
    const flags = this.view.state().document.items.get('review')?.flags ?? [];
    const words = flags.flatMap((flag) =>
      flag.startsWith('missing:') ? [flag.slice('missing:'.length)] : [],
    );
    return words.length > 0 && !this.view.active()
      ? words.join(this.transloco.translate('review.comma'))
      : null;
  });
  /** The wish for the whole category is being written. */
  protected readonly rewriting = linkedSignal<string | null, boolean>({
    source: this.category,
    computation: () => false,
  });
  /** What is typed of it and not sent. */
  protected readonly wish = linkedSignal<string | null, string | null>({
    source: this.view.id,
    computation: () => null,
  });

  constructor() {
    askBeforeLosing(() => this.wish() !== null);
    inject(DestroyRef).onDestroy(
      inject(Shortcuts).add(
        { key: '1', label: 'shortcuts.live', run: () => this.tab.set('live') },
        { key: '2', label: 'shortcuts.profile', run: () => this.tab.set('profile') },
        { key: '3', label: 'shortcuts.timeline', run: () => this.tab.set('timeline') },
        { key: 's', label: 'shortcuts.search', run: () => this.searching.set(true) },
        { key: 't', label: 'shortcuts.thinking', run: () => this.thinking.toggle() },
        { key: 'b', label: 'shortcuts.board', run: () => this.boardFolded.update((folded) => !folded) },
      ),
    );
    effect(() => this.store.write('boardFolded', this.boardFolded()));
  }

  protected onTabKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const { length } = this.tabs;
    const by = event.key === 'ArrowRight' ? 1 : length - 1;
    this.tab.update((tab) => this.tabs[(this.tabs.indexOf(tab) + by) % length]!);
    const list = (event.currentTarget as HTMLElement).parentElement;
    list?.querySelector<HTMLElement>(`[data-tab="${this.tab()}"]`)?.focus();
  }

  /** To where the words were found; a search within a category stays there. */
  protected show({ step, lane }: Hit): void {
    if (this.tab() === 'timeline') this.tab.set('live');
    this.goTo({ step, found: lane ? 'lane' : 'record' });
  }

  protected reveal(step: string): void {
    this.tab.set('live');
    this.category.set(null);
    this.goTo({ step });
  }

  /** What is refused stays in its form. */
  protected async rewriteCategory(instruction: string): Promise<void> {
    const items = this.rewritable();
    if (!(await this.view.revise({ items, action: 'rewrite', ...(instruction && { instruction }) }))) return;
    this.rewriting.set(false);
    this.wish.set(null);
  }

  /** Each rewrite is told what was found. */
  protected mendAll(): void {
    void this.view.revise({ items: this.doubtful().map(({ step }) => step), action: 'rewrite' });
  }

  /** Hides what is there now; deletes nothing. */
  protected async clear(): Promise<void> {
    const before = this.hidden();
    const cleared = new Set(transcript(this.view.state()).map(({ id }) => id));
    this.hidden.set(cleared);
    const bar = this.snackBar.open(
      this.transloco.translate('run.cleared'),
      this.transloco.translate('run.undo'),
      { duration: UNDO_MS },
    );
    this.undoBar = bar;
    const { dismissedByAction } = await firstValueFrom(bar.afterDismissed());
    if (dismissedByAction && this.hidden() === cleared) this.hidden.set(before);
  }

  protected bringBack(): void {
    this.hidden.set(new Set());
    this.undoBar?.dismiss();
  }

  private goTo(revealed: RevealedStep): void {
    if (this.tab() === 'live' && this.isHidden(revealed.step)) this.bringBack();
    this.revealed.set(revealed);
  }

  /** The reader has cleared away the message of this step, and it is not at work again. */
  private isHidden(step: string): boolean {
    const state = this.view.state();
    const last = transcript(state).findLast((entry) => stepOf(entry) === step);
    const works = liveSteps(state).some((lane) => lane.step === step);
    return last !== undefined && !works && this.hidden().has(last.id);
  }
}
