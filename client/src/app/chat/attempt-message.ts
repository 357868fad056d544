import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  LucideBan,
  LucideCheck,
  LucideChevronRight,
  LucideHistory,
  type LucideIcon,
  LucideScissors,
  LucideTriangleAlert,
} from '@lucide/angular';
import { ProblemTextPipe } from '../api/problem-text';
import type { CategoryState, ItemState } from '../api/run-state';
import type { MessageStatus, RevisionRequest } from '../api/types';
import { ClockTimePipe } from '../shared/format-pipes';
import { Markdown } from '../markdown/markdown';
import { LocalizedPipe } from '../shared/localized-pipe';
import type { Attempt } from './attempt';
import { CanonFacts } from './canon-facts';
import { CompareDialog } from './compare-dialog';
import { factsOf } from './facts';
import { FactsEditor } from './facts-editor';
import { FindingList } from './finding-list';
import { MessageMemory } from './message-memory';
import { MessageTools } from './message-tools';
import { Note, type NoteKind } from './note';
import { ProvenanceDialog } from './provenance-dialog';
import { ResearchNote } from './research-note';
import { RevisionForm } from './revision-form';
import { SessionView } from './session-view';
import { TextLanguage } from './text-language';
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
    CompareDialog,
    FactsEditor,
    FindingList,
    LocalizedPipe,
    LucideChevronRight,
    Markdown,
    MessageTools,
    Note,
    ProblemTextPipe,
    ProvenanceDialog,
    ResearchNote,
    RevisionForm,
    TextLanguage,
    Thinking,
    TranslocoDirective,
  ],
  templateUrl: './attempt-message.html',
  styleUrl: './attempt-message.scss',
})
export class AttemptMessage {
  readonly attempt = input.required<Attempt>();
  readonly item = input<ItemState>();
  readonly category = input<CategoryState>();

  protected readonly view = inject(SessionView);
  private readonly memory = inject(MessageMemory);
  protected readonly reading = computed(() => this.memory.of(this.attempt()));

  /** Its text is the item's. */
  protected readonly chosen = computed(() => this.item()?.chosen === this.attempt().number);
  /** A later attempt has begun; the text of this one may count all the same, until that one is done. */
  protected readonly status = computed<MessageStatus>(() => {
    const status = this.attempt().status();
    return status === 'superseded' && this.chosen() ? 'complete' : status;
  });
  protected readonly superseded = computed(() => this.status() === 'superseded');
  protected readonly look = computed(() => LOOKS[this.status()]);
  protected readonly folded = computed(
    () => this.superseded() && !this.reading().opened() && !this.reading().revising(),
  );
  /** It ended well, and a later attempt has taken its place. */
  protected readonly restorable = computed(
    () => this.superseded() && ['complete', 'cut'].includes(this.attempt().answer.status() ?? ''),
  );
  protected readonly revision = computed(() =>
    this.item()?.attempt === this.attempt().number ? this.item()?.revision : undefined,
  );
  /** What the review has against it, while it is the item's text. */
  protected readonly findings = computed(() => (this.chosen() ? this.item()?.findings : undefined));
  protected readonly text = computed(() => this.attempt().answer.text());
  protected readonly hasFacts = computed(
    () => this.item()?.category === null && this.attempt().accepted() && factsOf(this.text()) !== null,
  );
  protected readonly factWords = {
    send: 'revision.factsSend',
    sendChanged: 'revision.factsSendChanged',
    leave: 'revision.cancel',
  };
  /** Its error, unless a later attempt has made it history. */
  protected readonly fault = computed(() =>
    this.attempt().status() === 'failed' ? this.item()?.error : undefined,
  );

  protected revise(change: Omit<RevisionRequest, 'items'>): Promise<boolean> {
    return this.view.revise({ items: [this.attempt().step], ...change });
  }

  /** Items that are written from these facts become stale; they stay until somebody has them written again. */
  protected sendFacts(text: string | undefined): void {
    if (text === undefined) this.reading().settle();
    else void this.submit({ action: 'edit', text });
  }

  protected send(text: string): void {
    if (this.reading().revising() === 'edit') void this.submit({ action: 'edit', text });
    else void this.submit({ action: 'rewrite', ...(text && { instruction: text }) });
  }

  /** What is refused stays in its form. */
  private async submit(change: Omit<RevisionRequest, 'items'>): Promise<void> {
    const reading = this.reading();
    if (await this.revise(change)) reading.settle();
  }
}
