import { concatAll, type Observable } from 'rxjs';
import type { Fence, SessionWriter } from './session-writer.js';
import type { StoredEvent } from './stored-event.js';

/**
 * Port to the log: one numbered, gapless, durable sequence of events a session.
 * It knows nothing of workflows. Do not use it for facts that are not events of a session.
 */
export abstract class EventLog {
  /** Opens the writer of a lease; numbers go on from the session's last. */
  abstract openWriter(fence: Fence): Promise<SessionWriter>;

  /**
   * Everything after `after`, from history to live, without a gap or a double; completes when the session is deleted,
   * never errors while the database can be waited for. Each subscriber has a cursor of its own.
   */
  follow(sessionId: string, after: number): Observable<StoredEvent> {
    return this.followBatches(sessionId, after).pipe(concatAll());
  }

  /**
   * The same in arrays of consecutive events, as they were committed: all live followers of this process get the very
   * same array, so that what is made of it once serves them all.
   *
   * @param ready awaited before each portion of history: it is read at the pace of its reader
   */
  abstract followBatches(
    sessionId: string,
    after: number,
    ready?: () => Promise<void>,
  ): Observable<readonly StoredEvent[]>;

  /** The session is deleted: whoever follows it is done. */
  abstract forget(sessionId: string): void;

  /** Up to `limit` events after `after`, in order. */
  abstract read(sessionId: string, after: number, limit: number): Promise<StoredEvent[]>;

  /** The last number of the session; 0 when it has no events. */
  abstract head(sessionId: string): Promise<number>;

  /** Says that a transaction outside the log's writers (a run's start) has reached `head`; call it after its commit. */
  abstract announce(sessionId: string, head: number): void;
}
