import type { StoredEvent } from './stored-event.js';

/** Learns what was committed; `events` is empty when only the new head is known (written by another process). */
export type FeedListener = (head: number, events: readonly StoredEvent[]) => void;

/** Who follows which session in this process, and how far each session is known to reach. */
export class SessionFeed {
  private readonly sessions = new Map<string, { head: number; listeners: Set<FeedListener> }>();

  /** Returns the function that unsubscribes. */
  subscribe(sessionId: string, listener: FeedListener): () => void {
    const session = this.sessions.get(sessionId) ?? { head: 0, listeners: new Set() };
    this.sessions.set(sessionId, session);
    session.listeners.add(listener);
    return () => {
      session.listeners.delete(listener);
      if (session.listeners.size === 0 && this.sessions.get(sessionId) === session)
        this.sessions.delete(sessionId);
    };
  }

  /** After the commit, never before. */
  publish(sessionId: string, events: readonly StoredEvent[]): void {
    const last = events.at(-1);
    if (last) this.announce(sessionId, last.seq, events);
  }

  /** The session is known to reach `head`; listeners behind it read the table. */
  announce(sessionId: string, head: number, events: readonly StoredEvent[] = []): void {
    const session = this.sessions.get(sessionId);
    if (!session || head <= session.head) return;
    session.head = head;
    for (const listener of [...session.listeners]) listener(head, events);
  }

  /** The followed sessions. */
  followed(): string[] {
    return [...this.sessions.keys()];
  }
}
