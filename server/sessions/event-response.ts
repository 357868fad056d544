import type { ServerResponse } from 'node:http';
import type { Observable, Subscription } from 'rxjs';
import { isEnding, type StoredEvent } from '../events/stored-event.js';
import { frameOf } from './sse-frame.js';
import { SseResponse, type SseResponseOptions } from './sse-response.js';

/** What a viewer of one session depends on. */
export interface EventResponseOptions extends SseResponseOptions {
  /** The last number that the viewer has. */
  cursor: number;
  /** Asked after the ending of a run: whether the connection has nothing more to wait for. */
  finished: (event: StoredEvent) => Promise<boolean>;
}

/** One session's events as a stream of server-sent events, which ends with the session's last run. */
export class EventResponse {
  private cursor: number;
  private readonly channel: SseResponse;
  private events?: Subscription;

  constructor(
    response: ServerResponse,
    private readonly options: EventResponseOptions,
  ) {
    this.cursor = options.cursor;
    this.channel = new SseResponse(response, options, () => this.cursor);
  }

  /** Resolves when the viewer has taken most of what was sent. */
  get drained(): () => Promise<void> {
    return this.channel.drained;
  }

  /** Sends what comes, until the events complete. */
  send(events: Observable<readonly StoredEvent[]>): void {
    if (!this.channel.open()) return;
    this.channel.onClose(() => this.events?.unsubscribe());
    this.events = events.subscribe({
      next: (batch) => this.write(batch),
      complete: () => this.end(),
      error: () => this.end(),
    });
  }

  private write(batch: readonly StoredEvent[]): void {
    const last = batch.at(-1)!;
    this.cursor = last.seq;
    this.channel.write(frameOf(batch));
    if (isEnding(last)) void this.endIfFinished(last);
  }

  private async endIfFinished(event: StoredEvent): Promise<void> {
    // Whoever cannot say whether it is over ends the connection: the viewer's cursor is safe either way.
    if (await this.options.finished(event).catch(() => true)) this.end();
  }

  private end(): void {
    this.events?.unsubscribe();
    this.channel.end();
  }
}
