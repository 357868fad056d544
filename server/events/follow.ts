import { Observable } from 'rxjs';
import type { SessionFeed } from './session-feed.js';
import type { StoredEvent } from './stored-event.js';

/** Events of one history read. */
const PAGE = 1_000;
/** Characters of history that are passed on before the reader is asked whether he is ready for more: some 100 kB in Chinese. */
const PORTION_CHARS = 32_000;
/** Characters of live events kept while history is read; beyond it they are read from the table like history. */
const MAX_LIVE_CHARS = 500_000;
/** Wait after a failed read, ms. */
const RETRY_MS = 500;

type Read = (after: number, limit: number) => Promise<StoredEvent[]>;

/**
 * From history to live without a gap or a double: listen first, read the table from the cursor, drain what came live
 * meanwhile, go live. Whatever does not start right after the cursor sends the follower back to the table.
 * What is live arrives as the feed has it, one array for all followers.
 *
 * @param ready history is read at the pace of whoever reads it: awaited before each portion
 */
export function follow(
  feed: SessionFeed,
  sessionId: string,
  after: number,
  read: Read,
  ready: () => Promise<void> = () => Promise.resolve(),
): Observable<readonly StoredEvent[]> {
  return new Observable((subscriber) => {
    let cursor = after;
    let reading = false;
    let missed = false;
    let live: (readonly StoredEvent[])[] = [];
    let liveChars = 0;
    let timer: NodeJS.Timeout | undefined;

    const emit = (events: readonly StoredEvent[]): void => {
      const [first, last] = [events[0], events.at(-1)];
      if (!first || !last || last.seq <= cursor) return;
      if (first.seq > cursor + 1) {
        missed = true;
        return;
      }
      const fresh = first.seq === cursor + 1 ? events : events.slice(cursor + 1 - first.seq);
      cursor = last.seq;
      subscriber.next(fresh);
    };
    const catchUp = async (): Promise<void> => {
      reading = true;
      try {
        for (let page = PAGE; page === PAGE || missed;) {
          missed = false;
          const events = await read(cursor, PAGE);
          page = events.length;
          for (const portion of portions(events)) {
            await ready();
            if (subscriber.closed) return;
            emit(portion);
          }
          if (page === PAGE) continue;
          const waiting = live;
          live = [];
          liveChars = 0;
          for (const each of waiting) emit(each);
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
      } else if (events.length > 0 && liveChars < MAX_LIVE_CHARS) {
        live.push(events);
        for (const { data } of events) liveChars += data.length;
      } else missed = true;
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

function* portions(events: readonly StoredEvent[]): Generator<readonly StoredEvent[]> {
  let from = 0;
  let chars = 0;
  for (let to = 0; to < events.length; to++) {
    chars += events[to]!.data.length;
    if (chars < PORTION_CHARS) continue;
    yield events.slice(from, to + 1);
    from = to + 1;
    chars = 0;
  }
  if (from < events.length) yield events.slice(from);
}
