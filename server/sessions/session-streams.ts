import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { Configuration } from '../config/configuration.js';
import { DatabaseCondition } from '../database/database-condition.js';
import { Problem } from '../problem/problem.js';
import { WorkflowService } from '../workflow/workflow.service.js';
import type { CursorVector } from './cursor-vector.js';
import { EventResponse } from './event-response.js';
import { SessionsResponse } from './sessions-response.js';
import { SessionService, type SessionPosition } from './session.service.js';
import { Viewers } from './viewers.js';

/** Within which the database gives the first of what there is, s. */
const HISTORY_SECONDS = 10;

/** How one session is to be followed. */
export interface StreamOptions {
  heartbeat?: 'comment' | 'event';
  /** The stream goes on after the end of the run. */
  stayOpen: boolean;
}

/**
 * Sends sessions to those who watch. Everything that can be a 4xx happens before the first byte: after that the status
 * line is gone.
 */
@Injectable()
export class SessionStreams {
  constructor(
    private readonly sessions: SessionService,
    private readonly workflow: WorkflowService,
    private readonly viewers: Viewers,
    private readonly condition: DatabaseCondition,
    private readonly configuration: Configuration,
  ) {}

  /**
   * One session, until its last run has ended; 204 when it has and everything is read.
   * @throws Problem 404 `session_not_found`, 409 `cursor_ahead`, 429 `too_many_viewers`.
   */
  async sendOne(
    response: ServerResponse,
    sessionId: string,
    cursor: number,
    { heartbeat = 'comment', stayOpen }: StreamOptions,
  ): Promise<void> {
    const position = await this.sessions.positionFor(sessionId, cursor);
    if (!stayOpen && isAtRest(position, cursor)) {
      response.writeHead(204).end();
      return;
    }
    this.viewers.assertRoom(sessionId);
    const viewer = new EventResponse(response, {
      ...this.connection(heartbeat),
      cursor,
      finished: async ({ seq }) =>
        !stayOpen && isAtRest(await this.sessions.positionFor(sessionId, seq), seq),
    });
    viewer.send(this.events(sessionId, cursor, viewer.drained));
  }

  /**
   * Several sessions over one connection; what cannot be followed is told in it, so that the others are not disturbed.
   * @param holdSeconds a short answer instead of a stream
   */
  async sendMany(response: ServerResponse, cursors: CursorVector, holdSeconds?: number): Promise<void> {
    const positions = new Map<string, SessionPosition | Problem>();
    await Promise.all(
      [...cursors].map(async ([id, { seq }]) => positions.set(id, await this.positionOrProblem(id, seq))),
    );
    const viewer = new SessionsResponse(response, {
      ...this.connection('event'),
      cursors,
      holdSeconds: holdSeconds === undefined ? undefined : this.holdFor(holdSeconds, cursors, positions),
      atRest: async (id, { seq }) => isAtRest(await this.sessions.positionFor(id, seq), seq),
    });
    if (!viewer.open()) return;
    for (const [id, position] of positions) {
      const { seq, resting } = cursors.get(id)!;
      if (position instanceof Problem) {
        viewer.refuse(id, position.code);
        continue;
      }
      if (!this.viewers.hasRoom(id)) {
        viewer.refuse(id, 'too_many_viewers');
        continue;
      }
      viewer.follow(id, this.events(id, seq, viewer.drained));
      if (!resting && isAtRest(position, seq)) viewer.rest(id, seq);
    }
  }

  private connection(heartbeat: 'comment' | 'event') {
    return {
      heartbeat,
      maxBacklog: this.configuration.maxBacklog,
      spreadMs: () => this.viewers.spreadMs,
      replica: this.configuration.replica,
      database: this.condition.changes,
    };
  }

  private events(sessionId: string, cursor: number, drained: () => Promise<void>) {
    return this.viewers.counted(sessionId, this.workflow.stream(sessionId, cursor, drained));
  }

  private async positionOrProblem(sessionId: string, cursor: number): Promise<SessionPosition | Problem> {
    try {
      return await this.sessions.positionFor(sessionId, cursor);
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  /** What is there already is waited for, however little patience the viewer has. */
  private holdFor(
    seconds: number,
    cursors: CursorVector,
    positions: ReadonlyMap<string, SessionPosition | Problem>,
  ): number {
    const behind = [...positions].some(
      ([id, position]) => !(position instanceof Problem) && position.head > cursors.get(id)!.seq,
    );
    return behind ? Math.max(seconds, HISTORY_SECONDS) : seconds;
  }
}

/** Everything is read, and nothing more will come by itself. A session without runs waits for its first. */
function isAtRest({ head, active, hasRuns }: SessionPosition, cursor: number): boolean {
  return hasRuns && !active && head === cursor;
}
