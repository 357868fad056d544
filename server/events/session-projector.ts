import { Injectable } from '@nestjs/common';
import { EventType, type Event } from '@ag-ui/core';
import { EventLog } from './event-log.js';
import { SessionProjection } from './session-projection.js';

/** Projections kept, least recently used out first. */
const MAX_CACHED = 50;
const PAGE = 2_000;

/** Projects sessions from the log; a projection that is asked for again reads only what is new. */
@Injectable()
export class SessionProjector {
  private readonly cached = new Map<string, Promise<SessionProjection>>();

  constructor(private readonly log: EventLog) {}

  /** The session up to its head. Shared: read it before the next await, never change it. */
  current(sessionId: string): Promise<SessionProjection> {
    const before = this.cached.get(sessionId) ?? Promise.resolve(new SessionProjection());
    const next = before.then((projection) => this.advance(sessionId, projection));
    this.cached.delete(sessionId);
    this.cached.set(sessionId, next);
    next.catch(() => this.cached.delete(sessionId));
    for (const oldest of this.cached.keys()) {
      if (this.cached.size <= MAX_CACHED) break;
      this.cached.delete(oldest);
    }
    return next;
  }

  /** A projection of its own, for a worker that goes on from it. */
  fresh(sessionId: string): Promise<SessionProjection> {
    return this.advance(sessionId, new SessionProjection());
  }

  /** The session as it stood when this run had ended and the next had not begun. */
  async ofRun(sessionId: string, runId: string): Promise<SessionProjection> {
    let current: string | undefined;
    return this.advance(sessionId, new SessionProjection(), (event) => {
      if (event.type !== EventType.RUN_STARTED) return false;
      const isOver = current === runId;
      current = event.runId;
      return isOver;
    });
  }

  private async advance(
    sessionId: string,
    projection: SessionProjection,
    isEnough: (event: Event) => boolean = () => false,
  ): Promise<SessionProjection> {
    for (;;) {
      const page = await this.log.read(sessionId, projection.seq, PAGE);
      for (const { seq, data } of page) {
        const event = JSON.parse(data) as Event;
        if (isEnough(event)) return projection;
        projection.apply(seq, event);
      }
      if (page.length < PAGE) return projection;
    }
  }
}
