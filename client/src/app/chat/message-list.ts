import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideArrowDown } from '@lucide/angular';
import type { ItemState } from '../api/run-state';
import { LocalizedPipe } from '../shared/localized-pipe';
import { AttemptMessage } from './attempt-message';
import { ConfirmCard } from './confirm-card';
import { FailureNote } from './failure-note';
import { FollowScroll } from './follow-scroll';
import { LaneCard } from './lane-card';
import { seat, type Slot } from './lane-slots';
import { ResultCard } from './result-card';
import { RunNote } from './run-note';
import { SessionView } from './session-view';
import { liveSteps, transcript, type TranscriptEntry } from './transcript';

/** The live view: what has happened, then one lane for each step at work. */
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
  private readonly scroll = viewChild(FollowScroll);

  /** Shows only this category. */
  readonly category = input<string | null>(null);
  /** Ids of entries that the reader has cleared away. */
  readonly hiddenEntries = input<ReadonlySet<string>>(new Set());
  /** A step to bring into sight. */
  readonly revealed = input<{ step: string } | null>(null);

  protected readonly entries = computed<TranscriptEntry[]>(() =>
    transcript(this.view.state(), this.category()).filter(({ id }) => !this.hiddenEntries().has(id)),
  );
  private readonly running = computed(() => liveSteps(this.view.state(), this.category()));
  protected readonly slots = linkedSignal<ReturnType<typeof liveSteps>, Slot[]>({
    source: this.running,
    computation: (running, previous) => seat(previous?.value ?? [], running),
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
    effect(() => {
      const revealed = this.revealed();
      if (revealed) untracked(() => this.reveal(revealed.step));
    });
  }

  protected categoryOf(item: ItemState | undefined) {
    return item?.category ? this.view.state().document.categories.get(item.category) : undefined;
  }

  private reveal(step: string): void {
    const matches = this.host.nativeElement.querySelectorAll(`[data-step="${CSS.escape(step)}"]`);
    const target = matches.item(matches.length - 1);
    if (!target) return;
    this.scroll()?.release();
    target.scrollIntoView({ block: 'center', behavior: 'instant' });
    target.classList.add('revealed');
    target.addEventListener('animationend', () => target.classList.remove('revealed'), { once: true });
  }
}
