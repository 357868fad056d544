import { computed, signal } from '@angular/core';
import type { MessageStatus, SnapshotMessage } from '../api/types';
import type { Research } from './research';
import { StreamedText } from './streamed-text';

/** Id of the attempt that a message belongs to: a reasoning message has the id of its text with `r` appended. */
export function attemptId(messageId: string, role: SnapshotMessage['role']): string {
  return role === 'reasoning' && messageId.endsWith('r') ? messageId.slice(0, -1) : messageId;
}

/** One attempt of a step at its text: the reasoning, then the answer. */
export class Attempt {
  readonly answer = new StreamedText();
  readonly reasoning = new StreamedText();
  private readonly supersededSignal = signal(false);
  private readonly researchSignal = signal<Research | null>(null);

  /** What was looked up for it; null where nothing is. */
  readonly research = this.researchSignal.asReadonly();

  /** Code units of the answer that were there when the page loaded: never typed out again. */
  replayed = 0;
  /** The same for the reasoning. */
  reasoningReplayed = 0;

  constructor(
    readonly id: string,
    readonly step: string,
    readonly number: number,
  ) {}

  /**
   * How the attempt as a whole stands. Reasoning that ended well is followed by its answer, so the attempt is still
   * open; reasoning that ended otherwise is the end of it.
   */
  readonly status = computed<MessageStatus>(() => {
    const answer = this.answer.status();
    const reasoning = this.reasoning.status();
    if (this.supersededSignal() || answer === 'superseded' || reasoning === 'superseded') return 'superseded';
    return answer ?? (reasoning === 'complete' ? 'open' : (reasoning ?? 'open'));
  });

  readonly open = computed(() => this.status() === 'open');

  /** From its first word, thought or written, ms since 1970. */
  readonly began = computed(() => this.reasoning.began() ?? this.answer.began());
  /** To its last. */
  readonly ended = computed(() => this.answer.ended() ?? this.reasoning.ended());

  /** A later attempt has taken its place; its text is not the item's text. */
  readonly superseded = computed(() => this.status() === 'superseded');

  /** Whether the text is the item's: whole, or cut by the model's limit. */
  readonly accepted = computed(() => this.status() === 'complete' || this.status() === 'cut');

  tellResearch(research: Research | null): void {
    this.researchSignal.set(research);
  }

  supersede(): void {
    this.supersededSignal.set(true);
  }
}
