import { Service, signal } from '@angular/core';
import type { RevisionMode } from './revision-form';
import type { FoldedByHand } from './thinking-fold';

/** What the reader has done to a message: it outlives the message's place on the screen. */
export class MessageReading {
  /** The text of a superseded attempt is shown. */
  readonly opened = signal(false);
  /** The reasoning is shown or folded by the reader's own hand; null while it is not. */
  readonly thinking = signal<FoldedByHand | null>(null);
  /** What was looked up is shown. */
  readonly research = signal(false);
  /** All facts are shown. */
  readonly facts = signal(false);
  /** What the reader is doing to the text. */
  readonly revising = signal<RevisionMode | null>(null);
  /** Two attempts are held side by side. */
  readonly compares = signal(false);
  /** The reader asks where the text comes from. */
  readonly asksOrigin = signal(false);

  /** Something is open in it that must not go away with scrolling. */
  held(): boolean {
    return this.revising() !== null || this.compares() || this.asksOrigin();
  }
}

/** Remembers for every message what the reader has done to it, while it is scrolled away too. */
@Service()
export class MessageMemory {
  private readonly readings = new WeakMap<object, MessageReading>();

  of(message: object): MessageReading {
    let reading = this.readings.get(message);
    if (!reading) this.readings.set(message, (reading = new MessageReading()));
    return reading;
  }
}
