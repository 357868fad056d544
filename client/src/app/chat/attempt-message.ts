import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  LucideBan,
  LucideCheck,
  LucideChevronRight,
  LucideCopy,
  LucideHistory,
  type LucideIcon,
  LucideScissors,
  LucideTriangleAlert,
} from '@lucide/angular';
import type { CategoryState, ItemState } from '../api/run-state';
import type { MessageStatus } from '../api/types';
import { Clipboard } from '../shared/clipboard';
import { ClockTimePipe } from '../shared/format-pipes';
import { LocalizedPipe } from '../shared/localized-pipe';
import type { Attempt } from './attempt';
import { CanonFacts } from './canon-facts';
import { factsOf } from './facts';
import { FaultTextPipe } from './fault-text-pipe';
import { Note, type NoteKind } from './note';
import { Thinking } from './thinking';

const LOOKS: Record<MessageStatus, { kind: NoteKind; icon: LucideIcon }> = {
  open: { kind: 'streaming', icon: LucideHistory },
  complete: { kind: 'agent', icon: LucideCheck },
  cut: { kind: 'agent', icon: LucideScissors },
  failed: { kind: 'error', icon: LucideTriangleAlert },
  superseded: { kind: 'system', icon: LucideHistory },
  stopped: { kind: 'system', icon: LucideBan },
};

/** An attempt that has ended. One that was superseded is a folded line: its text is not the item's text. */
@Component({
  selector: 'app-attempt-message',
  imports: [
    CanonFacts,
    ClockTimePipe,
    FaultTextPipe,
    LocalizedPipe,
    LucideChevronRight,
    LucideCopy,
    Note,
    Thinking,
    TranslocoDirective,
  ],
  templateUrl: './attempt-message.html',
  styleUrl: './attempt-message.scss',
})
export class AttemptMessage {
  protected readonly clipboard = inject(Clipboard);

  readonly attempt = input.required<Attempt>();
  readonly item = input<ItemState>();
  readonly category = input<CategoryState>();

  protected readonly look = computed(() => LOOKS[this.attempt().status()]);
  protected readonly folded = computed(() => this.attempt().superseded() && !this.opened());
  protected readonly opened = signal(false);
  protected readonly text = computed(() => this.attempt().answer.text());
  protected readonly hasFacts = computed(
    () => this.item()?.category === null && this.attempt().accepted() && factsOf(this.text()) !== null,
  );
  /** Its error, unless a later attempt has made it history. */
  protected readonly fault = computed(() =>
    this.attempt().status() === 'failed' ? this.item()?.error : undefined,
  );
}
