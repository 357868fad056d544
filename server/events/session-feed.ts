import type { StoredEvent } from './stored-event.js';

/** Who follows a session. */
export interface FeedListener {
  /** Consecutive events; none at all says that there are more than the feed could give: read the table. */
  next(events: readonly StoredEvent[]): void;
  /** The session is deleted. */
  complete(): void;
}

/** Reads, for many sessions in one query, what comes after a number. */
export type ReadMissing = (after: ReadonlyMap<string, number>) => Promise<Map<string, StoredEvent[]>>;

interface FollowedSession {
  readonly listeners: Set<FeedListener>;
  /** Listeners have, or will read for themselves, everything up to here; undefined while the first one reads. */
  reached?: number;
  /** The session is known to reach this far. */
  known: number;
}

/**
 * Who follows which session in this process. What comes is passed on without a gap: a missing stretch (a notification
 * was lost, an event was too big for one) is read once for all sessions and all their viewers, then passed on.
 */
export class SessionFeed {
  private readonly sessions = new Map<string, FollowedSession>();
  private repairing = false;

  constructor(private readonly readMissing: ReadMissing) {}

  /** Returns the function that unsubscribes. */
  subscribe(sessionId: string, listener: FeedListener): () => void {
    const session = this.sessions.get(sessionId) ?? { listeners: new Set(), known: 0 };
    this.sessions.set(sessionId, session);
    session.listeners.add(listener);
    return () => {
      session.listeners.delete(listener);
      if (session.listeners.size === 0 && this.sessions.get(sessionId) === session)
        this.sessions.delete(sessionId);
    };
  }

  /** A listener has read the table up to `seq` and is live from there. */
  live(sessionId: string, seq: number): void {
    const session = this.sessions.get(sessionId);
    if (!session) return;
    // Another may have read further in the table, before it came this way: the one behind counts, or nobody tells him.
    session.known = Math.max(session.known, session.reached ?? 0);
    session.reached = Math.min(session.reached ?? seq, seq);
    if (session.known > session.reached) void this.repair();
  }

  /** Consecutive events, after their commit and never before. */
  publish(sessionId: string, events: readonly StoredEvent[]): void {
    const session = this.sessions.get(sessionId);
    const last = events.at(-1);
    if (!session || !last) return;
    session.known = Math.max(session.known, last.seq);
    const reached = session.reached ?? events[0]!.seq - 1;
    if (events[0]!.seq > reached + 1) {
      void this.repair();
      return;
    }
    if (last.seq <= reached) return;
    session.reached = last.seq;
    this.deliver(
      session,
      events[0]!.seq === reached + 1 ? events : events.slice(reached + 1 - events[0]!.seq),
    );
  }

  /** The session is known to reach `head`. */
  announce(sessionId: string, head: number): void {
    const session = this.sessions.get(sessionId);
    if (!session) return;
    session.known = Math.max(session.known, head);
    if (session.reached !== undefined && session.known > session.reached) void this.repair();
  }

  /** The session is deleted. */
  end(sessionId: string): void {
    const session = this.sessions.get(sessionId);
    for (const listener of [...(session?.listeners ?? [])]) listener.complete();
  }

  /** The followed sessions. */
  followed(): string[] {
    return [...this.sessions.keys()];
  }

  private deliver(session: FollowedSession, events: readonly StoredEvent[]): void {
    for (const listener of [...session.listeners]) listener.next(events);
  }

  private behind(): Map<string, number> {
    const behind = new Map<string, number>();
    for (const [id, { known, reached }] of this.sessions) {
      if (reached !== undefined && known > reached) behind.set(id, reached);
    }
    return behind;
  }

  private async repair(): Promise<void> {
    if (this.repairing) return;
    this.repairing = true;
    try {
      for (let behind = this.behind(); behind.size > 0; behind = this.behind()) {
        const missing = await this.readMissing(behind);
        for (const [id, reached] of behind) {
          this.publish(id, missing.get(id) ?? []);
          const session = this.sessions.get(id);
          if (!session || session.reached !== reached) continue;
          // Not among the newest events: each listener reads as it reads history.
          session.reached = session.known;
          this.deliver(session, []);
        }
      }
    } catch {
      // The database is away; the next comparison of heads asks again.
    } finally {
      this.repairing = false;
    }
  }
}
