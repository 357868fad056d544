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
 * meanwhile, go live. A live batch that does not start right after the cursor reveals a loss: the table is read again.
 */
export function follow(
  feed: SessionFeed,
  sessionId: string,
  after: number,
  read: Read,
): Observable<StoredEvent> {
  return new Observable((subscriber) => {
    let cursor = after;
    let known = after;
    let reading = false;
    let live: StoredEvent[] = [];
    let timer: NodeJS.Timeout | undefined;

    const emit = (events: readonly StoredEvent[]): void => {
      for (const event of events) {
        if (subscriber.closed) return;
        if (event.seq !== cursor + 1) continue;
        cursor = event.seq;
        subscriber.next(event);
      }
    };
    const catchUp = async (): Promise<void> => {
      reading = true;
      try {
        for (;;) {
          const page = await read(cursor, PAGE);
          emit(page);
          if (subscriber.closed) return;
          const waiting = live;
          live = [];
          emit(waiting);
          if (page.length < PAGE && cursor >= known) break;
          if (page.length === 0 && waiting.length === 0) break;
        }
      } catch {
        // The database is away: the cursor stands, and the read is repeated until it is back or the viewer leaves.
        timer = setTimeout(() => void catchUp(), RETRY_MS);
        return;
      }
      reading = false;
    };

    const unsubscribe = feed.subscribe(sessionId, (head, events) => {
      known = Math.max(known, head);
      if (reading) {
        if (live.length < MAX_LIVE) live.push(...events);
        return;
      }
      if (events[0] && events[0].seq <= cursor + 1) emit(events);
      if (cursor < known) void catchUp();
    });
    void catchUp();
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  });
}
