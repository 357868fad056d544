import type { MessageEvent } from '@nestjs/common';
import {
  interval,
  map,
  merge,
  Observable,
  skipWhile,
  startWith,
  takeUntil,
  type ObservableInput,
  from,
  Subject,
} from 'rxjs';
import type { DatabaseReport } from '../database/database-condition.js';
import { isEnding, type StoredEvent } from '../events/stored-event.js';

/** History sent on one connection, characters: pushed history ignores the pace of a slow reader. */
const MAX_HISTORY_CHARS = 500_000;
const HEARTBEAT_MS = 10_000;
/** Reconnect times are spread, so that a restart is not followed by everybody at once, ms. */
const RETRY_MIN_MS = 500;
const RETRY_SPREAD_MS = 1_000;
/** After a full page of history the client should come back at once, ms. */
const RETRY_AT_ONCE_MS = 10;

/** What a viewer's connection depends on. */
export interface EventStreamOptions {
  cursor: number;
  /** Numbers up to this one are history. */
  head: number;
  /** Asked after the ending of a run: whether the connection has nothing more to wait for. */
  finished: (event: StoredEvent) => ObservableInput<boolean>;
  heartbeat: 'comment' | 'event';
  /** How the database is, now and then. */
  database: Observable<DatabaseReport>;
}

/**
 * Stored events as SSE messages. Every message carries the cursor as `id` or is a comment, and it never errors:
 * Nest would number the others itself, and EventSource would resume from that number (nestjs/nest 17098).
 */
export function eventStream(
  events: Observable<StoredEvent>,
  options: EventStreamOptions,
): Observable<MessageEvent> {
  let cursor = options.cursor;
  const messages = new Observable<MessageEvent>((subscriber) => {
    let history = 0;
    let first = true;
    const next = (event: StoredEvent): void => {
      cursor = event.seq;
      const message: MessageEvent = { id: String(event.seq), data: event.data };
      if (first) message.retry = RETRY_MIN_MS + Math.floor(Math.random() * RETRY_SPREAD_MS);
      first = false;
      if (event.seq <= options.head) history += event.data.length;
      const full = history > MAX_HISTORY_CHARS && event.seq < options.head;
      if (full) message.retry = RETRY_AT_ONCE_MS;
      subscriber.next(message);
      if (full) subscriber.complete();
      else if (isEnding(event)) {
        subscriber.add(
          from(options.finished(event)).subscribe({
            next: (finished) => finished && subscriber.complete(),
            // Whoever cannot say that it is over keeps the connection; the client's cursor is safe either way.
            error: () => subscriber.complete(),
          }),
        );
      }
    };
    subscriber.add(events.subscribe({ next, complete: () => subscriber.complete() }));
  });
  const news = options.database.pipe(
    skipWhile(({ status }) => status === 'ok'),
    map((report) => aside('database', cursor, report)),
  );
  return withHeartbeat(messages, news, () => beat(options.heartbeat, cursor));
}

/** A message that is no part of the log: the cursor as its id leaves a resuming client where it is. */
function aside(type: string, cursor: number, data: object): MessageEvent {
  return { type, id: String(cursor), data: JSON.stringify(data) };
}

function beat(kind: 'comment' | 'event', cursor: number): MessageEvent {
  return kind === 'comment' ? { comment: 'heartbeat' } : aside('heartbeat', cursor, { cursor });
}

/** A beat at once, which commits the headers, and then every ten seconds, and the news, until the source completes. */
function withHeartbeat(
  source: Observable<MessageEvent>,
  news: Observable<MessageEvent>,
  beatNow: () => MessageEvent,
): Observable<MessageEvent> {
  return new Observable((subscriber) => {
    const ended = new Subject<void>();
    const beats = interval(HEARTBEAT_MS).pipe(startWith(0), map(beatNow), takeUntil(ended));
    const alive = new Observable<MessageEvent>((inner) =>
      source.subscribe({
        next: (message) => inner.next(message),
        complete: () => {
          ended.next();
          inner.complete();
        },
      }),
    );
    return merge(beats, news.pipe(takeUntil(ended)), alive).subscribe(subscriber);
  });
}
