import { inject, linkedSignal, Service, signal } from '@angular/core';
import type { Attempt } from './attempt';
import type { RevisionMode } from './revision-form';
import { SessionView } from './session-view';
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
  /** What he has typed for it and not sent; null where it is what stood there. */
  readonly drafts = { rewrite: signal<string | null>(null), edit: signal<string | null>(null) };
  /** Facts that he has changed and not sent, by their keys. */
  readonly changedFacts = signal<Readonly<Record<string, string>>>({});
  /** Two attempts are held side by side. */
  readonly compares = signal(false);
  /** The reader asks where the text comes from. */
  readonly asksOrigin = signal(false);

  /** Something is open in it that must not go away with scrolling. */
  held(): boolean {
    return this.revising() !== null || this.compares() || this.asksOrigin();
  }

  /** Something is typed and not sent. */
  unsent(): boolean {
    const { rewrite, edit } = this.drafts;
    return rewrite() !== null || edit() !== null || Object.keys(this.changedFacts()).length > 0;
  }

  /** What he was doing to the text is sent, or given up. */
  settle(): void {
    const mode = this.revising();
    if (mode) this.drafts[mode].set(null);
    this.changedFacts.set({});
    this.revising.set(null);
  }
}

/** Remembers for every message of the session what the reader has done to it, while it is out of sight too. */
@Service()
export class MessageMemory {
  private readonly readings = linkedSignal<string | null, Map<string, MessageReading>>({
    source: inject(SessionView).id,
    computation: () => new Map<string, MessageReading>(),
  });

  of({ id }: Attempt): MessageReading {
    const readings = this.readings();
    let reading = readings.get(id);
    if (!reading) readings.set(id, (reading = new MessageReading()));
    return reading;
  }

  /** Something is typed and not sent, wherever it is. */
  unsent(): boolean {
    return [...this.readings().values()].some((reading) => reading.unsent());
  }
}
