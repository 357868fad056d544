import { signal } from '@angular/core';
import type { StreamEvent } from './stream-event';

/**
 * Events of a stream that wait to be shown, and what they amount to. The deltas of one message become one event, so
 * what waits is as big as the texts, not as their tokens.
 */
export class HeldEvents {
  private events: StreamEvent[] = [];
  private readonly texts = new Map<string, { delta: string }>();
  private readonly charactersSignal = signal(0);
  private readonly finishedSignal = signal(0);
  private readonly endedSignal = signal(false);

  /** Of answers, not of reasoning; code units. */
  readonly characters = this.charactersSignal.asReadonly();
  /** Answers that are whole. */
  readonly finished = this.finishedSignal.asReadonly();
  /** The run has come to its end. */
  readonly ended = this.endedSignal.asReadonly();

  add(event: StreamEvent): void {
    switch (event.type) {
      case 'TEXT_MESSAGE_CONTENT':
        this.charactersSignal.update((count) => count + event.delta.length);
        this.join(event);
        return;
      case 'REASONING_MESSAGE_CONTENT':
        this.join(event);
        return;
      case 'TEXT_MESSAGE_END':
        if ((event.metadata?.end ?? 'complete') === 'complete')
          this.finishedSignal.update((count) => count + 1);
        break;
      case 'RUN_STARTED':
        this.endedSignal.set(false);
        break;
      case 'RUN_FINISHED':
      case 'RUN_ERROR':
        this.endedSignal.set(true);
        break;
    }
    this.events.push(event);
  }

  /** Gives all of them out, and is empty. */
  take(): readonly StreamEvent[] {
    const { events } = this;
    this.events = [];
    this.texts.clear();
    this.charactersSignal.set(0);
    this.finishedSignal.set(0);
    this.endedSignal.set(false);
    return events;
  }

  /** Between a message's start and its end its deltas may lie anywhere: nobody looks meanwhile. */
  private join(event: StreamEvent & { messageId: string; delta: string }): void {
    const key = `${event.type} ${event.messageId}`;
    const known = this.texts.get(key);
    if (known) {
      known.delta += event.delta;
      return;
    }
    const first = { ...event };
    this.texts.set(key, first);
    this.events.push(first);
  }
}
