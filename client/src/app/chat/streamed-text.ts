import { computed, signal } from '@angular/core';
import type { MessageStatus, SnapshotMessage } from '../api/types';

/** Code units of the newest text that are kept apart: to read a few words must not copy a long text. */
const RECENT = 256;

/** One text that grows: what has arrived and how it stands. */
export class StreamedText {
  private earlier = '';
  private recent = '';
  private readonly changesSignal = signal(0);
  private readonly statusSignal = signal<MessageStatus | null>(null);
  private readonly beganSignal = signal<number | null>(null);
  private readonly endedSignal = signal<number | null>(null);
  private readonly begunSignal = signal(false);

  /** Grows whenever the text does, for who wants to be told so and not to read it. */
  readonly changes = this.changesSignal.asReadonly();
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

  /** What stands from a code unit on, not tracked. Its newest part is as cheap in a long text as in a short one. */
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
    this.changesSignal.update((changes) => changes + 1);
    this.begunSignal.set(true);
  }

  close(status: MessageStatus, at: number | null): void {
    this.statusSignal.set(status);
    this.endedSignal.set(at);
  }

  restore(message: SnapshotMessage): void {
    this.earlier = message.text;
    this.recent = '';
    this.changesSignal.update((changes) => changes + 1);
    this.begunSignal.set(message.text !== '');
    this.statusSignal.set(message.status);
    this.beganSignal.set(message.beganAt ?? null);
    this.endedSignal.set(message.endedAt ?? null);
  }
}
