import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { firstValueFrom, race, map, timer } from 'rxjs';
import { Database } from '../database/database.js';
import { type Spending, spendingOf } from '../database/spending.js';
import { EventLog } from '../events/event-log.js';
import { SessionProjector } from '../events/session-projector.js';
import { Problem } from '../problem/problem.js';
import { Viewers } from './viewers.js';
import type {
  EventsQueryDto,
  SessionDto,
  SessionEventsDto,
  SessionListDto,
  SessionsQueryDto,
  SnapshotDto,
} from './session.dto.js';
import { containing, fromCursor, toCursor } from './session-page.js';

/** Where a session stands. */
export interface SessionPosition {
  head: number;
  /** A run is queued, running, or waits for an answer. */
  active: boolean;
  hasRuns: boolean;
}

/** What the latest run of a session has spent; null before it has ended. */
interface Latest {
  run_tokens: Spending['tokens'] | null;
  run_cost: Spending['cost'];
  run_currency: Spending['currency'];
  run_duration_ms: Spending['duration_ms'] | null;
}

/** Sessions as viewers need them; nothing here influences a run. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly projector: SessionProjector,
    private readonly viewers: Viewers,
  ) {}

  async create(): Promise<string> {
    const id = randomUUID();
    await this.database.insertInto('sessions').values({ id }).execute();
    return id;
  }

  /** A page of the list; sessions that are used meanwhile move to its front, and are not met twice. */
  async list({ q, cursor, limit }: SessionsQueryDto): Promise<SessionListDto> {
    const after = cursor === undefined ? undefined : fromCursor(cursor);
    const { rows } = await sql<Omit<SessionDto, 'latest_run'> & Latest & { micros: string }>`
      select s.id, coalesce(s.name, s.title) as title, s.workflow, coalesce(r.status, 'idle') as status, r.id as run_id,
             spent.tokens, spent.cost, spent.currency, spent.duration_ms,
             r.input_tokens::float8 + r.output_tokens as run_tokens, r.cost as run_cost, r.currency as run_currency,
             (extract(epoch from r.finished_at - r.started_at) * 1000)::float8 as run_duration_ms,
             s.created_at, coalesce(r.finished_at, r.created_at, s.updated_at) as updated_at, s.micros
        from (select *, (extract(epoch from updated_at) * 1000000)::bigint::text as micros from sessions
               where ${q ? sql`coalesce(name, title) ilike ${containing(q)}` : sql`true`}
                 and ${
                   after
                     ? sql`(updated_at, id) < (to_timestamp(${after.updatedAt}::numeric / 1000000), ${after.id})`
                     : sql`true`
                 }
               order by updated_at desc, id desc limit ${limit + 1}) s
        left join lateral (
          select * from runs where session_id = s.id order by created_at desc limit 1) r on true
        cross join lateral (${spendingOf(sql`s.id`)}) spent
       order by s.updated_at desc, s.id desc`.execute(this.database);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const more = rows.length > limit && last;
    return {
      sessions: page.map(({ micros: _, ...row }) => toSession(row)),
      next_cursor: more ? toCursor({ updatedAt: last.micros, id: last.id }) : null,
    };
  }

  /** @throws Problem 404 `session_not_found`. */
  async rename(sessionId: string, title: string): Promise<void> {
    const { numUpdatedRows } = await this.database
      .updateTable('sessions')
      .set({ name: title })
      .where('id', '=', sessionId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) {
      throw new Problem(404, 'session_not_found', { detail: 'There is no such session.' });
    }
  }

  /**
   * One statement, so that head and activity are of one moment.
   * @throws Problem 404 `session_not_found`.
   */
  async position(sessionId: string): Promise<SessionPosition> {
    const { rows } = await sql<SessionPosition>`
      select session_head(s.id) as head,
             exists (select from runs where session_id = s.id) as "hasRuns",
             exists (select from runs where session_id = s.id 
                     and status in ('queued', 'running', 'interrupted')) as active
        from sessions s where s.id = ${sessionId}`.execute(this.database);
    const position = rows[0];
    if (!position) throw new Problem(404, 'session_not_found', { detail: 'There is no such session.' });
    return position;
  }

  /**
   * The position, for a viewer who has seen everything up to `cursor`.
   * @throws Problem 404 `session_not_found`, 409 `cursor_ahead`: a cursor is never clamped.
   */
  async positionFor(sessionId: string, cursor: number): Promise<SessionPosition> {
    const position = await this.position(sessionId);
    if (cursor > position.head) {
      const detail = `The session ends at ${position.head}; the cursor says ${cursor}. It belongs to another session.`;
      throw new Problem(409, 'cursor_ahead', { detail });
    }
    return position;
  }

  async snapshot(sessionId: string): Promise<SnapshotDto> {
    await this.position(sessionId);
    const { seq, state, messages, activities } = await this.projector.current(sessionId);
    return { seq, state, messages: [...messages.values()], activities: [...activities.values()] };
  }

  /** The next events; waits for the first of them up to `wait` seconds. */
  async events(sessionId: string, { after, limit, wait }: EventsQueryDto): Promise<SessionEventsDto> {
    const before = await this.positionFor(sessionId, after);
    if (before.head === after && wait > 0 && (before.active || !before.hasRuns)) {
      this.viewers.assertRoom(sessionId);
      const first = race(this.log.follow(sessionId, after).pipe(map(() => 0)), timer(wait * 1_000));
      await firstValueFrom(this.viewers.counted(sessionId, first), { defaultValue: 0 });
    }
    const events = await this.log.read(sessionId, after, limit);
    const { head, active } = await this.position(sessionId);
    return {
      events: events.map(({ seq, at, data }) => ({
        seq,
        at,
        event: JSON.parse(data) as Record<string, unknown>,
      })),
      head,
      active,
    };
  }
}

function toSession({
  run_tokens: tokens,
  run_cost: cost,
  run_currency: currency,
  run_duration_ms: duration_ms,
  ...session
}: Omit<SessionDto, 'latest_run'> & Latest): SessionDto {
  const ended = tokens !== null;
  // Stopped before it began, it has taken no time.
  return { ...session, latest_run: ended ? { tokens, cost, currency, duration_ms: duration_ms ?? 0 } : null };
}
