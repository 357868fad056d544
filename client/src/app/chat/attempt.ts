import { computed, signal } from '@angular/core';
import type { MessageStatus, SnapshotMessage } from '../api/types';
import type { Research } from './research';

/** Id of the attempt that a message belongs to: a reasoning message has the id of its text with `r` appended. */
export function attemptId(messageId: string, role: SnapshotMessage['role']): string {
  return role === 'reasoning' && messageId.endsWith('r') ? messageId.slice(0, -1) : messageId;
}

/** Code units of the newest text that are kept apart: to read a few words must not copy a long text. */
const RECENT = 256;

/** One text that grows: what has arrived and how it stands. */
export class StreamedText {
  private earlier = '';
  private recent = '';
  private readonly changes = signal(0);
  private readonly statusSignal = signal<MessageStatus | null>(null);
  private readonly beganSignal = signal<number | null>(null);
  private readonly endedSignal = signal<number | null>(null);
  private readonly begunSignal = signal(false);

  /** All of it. */
  readonly text = computed(() => {
    this.changes();
    return this.earlier + this.recent;
  });
  /** Whether there is any: who asks is not bothered with every word. */
  readonly begun = this.begunSignal.asReadonly();
  /** Null before the message began. */
  readonly status = this.statusSignal.asReadonly();

  /** When it began and ended, by the server's clock, ms since 1970; null before that, and where the log does not say. */
  readonly began = this.beganSignal.asReadonly();
  readonly ended = this.endedSignal.asReadonly();

  /** Its code units, tracked. */
  get length(): number {
    this.changes();
    return this.earlier.length + this.recent.length;
  }

  /** What stands from a code unit on; not tracked, and as cheap in a long text as in a short one. */
  since(from: number): string {
    const start = from - this.earlier.length;
    return start < 0 ? this.earlier.slice(from) + this.recent : this.recent.slice(start);
  }

  open(at: number | null): void {
    this.statusSignal.set('open');
    this.beganSignal.set(at);
  }

  append(delta: string): void {
    this.recent += delta;
    if (this.recent.length > RECENT) {
      this.earlier += this.recent;
      this.recent = '';
    }
    this.changes.update((changes) => changes + 1);
    this.begunSignal.set(true);
  }

  close(status: MessageStatus, at: number | null): void {
    this.statusSignal.set(status);
    this.endedSignal.set(at);
  }

  restore(message: SnapshotMessage): void {
    this.earlier = message.text;
    this.recent = '';
    this.changes.update((changes) => changes + 1);
    this.begunSignal.set(message.text !== '');
    this.statusSignal.set(message.status);
    this.beganSignal.set(message.beganAt ?? null);
    this.endedSignal.set(message.endedAt ?? null);
  }
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
