import { Observable } from 'rxjs';
import type { SessionFeed } from './session-feed.js';
import type { StoredEvent } from './stored-event.js';

/** Events of one history read. */
const PAGE = 1_000;
/** Live events kept while history is read; beyond it they are read from the table like history. */
const MAX_LIVE = 2_000;
/** Wait after a failed read, ms. */
const RETRY_MS = 500;

type Read = (after: number, limit: number) => Promise<StoredEvent[]>;

/**
 * From history to live without a gap or a double: listen first, read the table from the cursor, drain what came live
 * meanwhile, go live. Whatever does not start right after the cursor sends the follower back to the table.
 */
export function follow(
  feed: SessionFeed,
  sessionId: string,
  after: number,
  read: Read,
): Observable<StoredEvent> {
  return new Observable((subscriber) => {
    let cursor = after;
    let reading = false;
    let missed = false;
    let live: StoredEvent[] = [];
    let timer: NodeJS.Timeout | undefined;

    const emit = (events: readonly StoredEvent[]): void => {
      for (const event of events) {
        if (subscriber.closed) return;
        if (event.seq !== cursor + 1) {
          missed ||= event.seq > cursor;
          continue;
        }
        cursor = event.seq;
        subscriber.next(event);
      }
    };
    const catchUp = async (): Promise<void> => {
      reading = true;
      try {
        for (let page = PAGE; page === PAGE || missed;) {
          missed = false;
          const events = await read(cursor, PAGE);
          if (subscriber.closed) return;
          page = events.length;
          emit(events);
          if (page === PAGE) continue;
          const waiting = live;
          live = [];
          emit(waiting);
        }
      } catch {
        if (subscriber.closed) return;
        // The database is away: the cursor stands, and the read is repeated until it is back or the viewer leaves.
        timer = setTimeout(() => void catchUp(), RETRY_MS);
        return;
      }
      reading = false;
      feed.live(sessionId, cursor);
    };

    const next = (events: readonly StoredEvent[]): void => {
      if (!reading) {
        emit(events);
        if (missed || events.length === 0) void catchUp();
      } else if (events.length > 0 && live.length < MAX_LIVE) live.push(...events);
      else missed = true;
    };
    const complete = (): void => subscriber.complete();
    const unsubscribe = feed.subscribe(sessionId, { next, complete });
    void catchUp();
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  });
}
