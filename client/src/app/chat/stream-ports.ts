import type { EventPage } from '../api/types';
import type { DatabaseTrouble } from './database-trouble';

/** An open event stream. */
export interface StreamSource {
  onEvent: (seq: number, event: unknown) => void;
  /** A heartbeat: the connection carries bytes, there is just nothing to say. */
  onBeat: () => void;
  /** The server's database is in trouble, or well again: null. */
  onDatabase: (trouble: DatabaseTrouble | null) => void;
  /** The connection ended or was lost, or could not be made; nothing more comes from it. */
  onInterrupted: () => void;
  close(): void;
}

export interface Timer {
  cancel(): void;
}

/** The outside world of a {@link SessionStream}: the real one in the page, a scripted one in its tests. */
export interface StreamPorts {
  /** Opens the stream of events after the cursor. */
  openStream(sessionId: string, after: number): StreamSource;
  /** Rejects when the request fails. */
  readEvents(sessionId: string, after: number, wait: boolean): Promise<EventPage>;
  /** Whether the failure says that the session does not exist. */
  isMissing(error: unknown): boolean;
  /** The database's trouble that made the request fail; null when it was something else. */
  databaseTrouble(error: unknown): DatabaseTrouble | null;
  schedule(ms: number, then: () => void): Timer;
}
