import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { sql, type Transaction } from 'kysely';
import { Database } from '../database/database.js';
import type { Schema } from '../database/schema.js';
import { Problem } from '../problem/problem.js';
import { RunService } from '../runs/run.service.js';
import { RunStarter } from '../runs/run-starter.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import { CAST_WORKFLOW } from './cast.service.js';

const ROUND_MS = 1_000;

/** A member whose turn it is. */
interface NextMember {
  position: number;
  input: string;
  session_id: string | null;
  begun: boolean;
  /** Its latest run, which is gone on with; null when there is none. */
  run_id: string | null;
}

/**
 * Once a second: starts the members whose turn it is, as many at a time as their cast wants. A cast's row is locked
 * meanwhile, so any number of servers may look. A member's session is made and noted before its run is started: who
 * dies between the two leaves a session without a run, which the next round starts.
 */
@Injectable()
export class CastDirector implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Cast');
  private timer?: NodeJS.Timeout;
  private round: Promise<void> = Promise.resolve();
  private busy = false;

  constructor(
    private readonly database: Database,
    private readonly registry: WorkflowRegistry,
    private readonly starter: RunStarter,
    private readonly runs: RunService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.busy) return;
      this.busy = true;
      this.round = this.work()
        .catch((error: Error) => this.logger.warn(error.message))
        .finally(() => (this.busy = false));
    }, ROUND_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  /** One round. */
  async work(): Promise<void> {
    const casts = await this.database
      .selectFrom('casts')
      .select('id')
      .where('open', '=', true)
      .where('stopped', '=', false)
      .execute();
    for (const { id } of casts) {
      await this.database.transaction().execute(async (trx) => {
        const { rows } = await sql<{ id: string; at_once: number; token_cap: number | null }>`
          select id, at_once, token_cap from casts where id = ${id} and open and not stopped
             for update skip locked`.execute(trx);
        if (rows[0]) await this.direct(trx, rows[0]);
      });
    }
  }

  private async direct(
    trx: Transaction<Schema>,
    { id, at_once, token_cap }: { id: string; at_once: number; token_cap: number | null },
  ): Promise<void> {
    const { rows } = await sql<{ active: number; tokens: number; waiting: number }>`
      select count(*) filter (where r.status in ('queued', 'running', 'interrupted'))::int as active,
             coalesce(sum(spent.tokens), 0)::float8 as tokens,
             count(*) filter (where m.error_code is null and (m.again or (r.id is null and
               (m.session_id is not null or not m.begun))))::int as waiting
        from cast_members m
        left join lateral (select id, status from runs where session_id = m.session_id order by created_at desc limit 1)
          r on true
        left join lateral (select sum(input_tokens + output_tokens) as tokens from runs where session_id = m.session_id)
          spent on true
       where m.cast_id = ${id}`.execute(trx);
    const { active, tokens, waiting } = rows[0]!;
    if (waiting === 0) {
      await trx.updateTable('casts').set({ open: false }).where('id', '=', id).execute();
      return;
    }
    if (active >= at_once || (token_cap !== null && tokens >= token_cap)) return;
    for (const member of await next(id, at_once - active, trx)) await this.begin(id, member);
  }

  private async begin(castId: string, member: NextMember): Promise<void> {
    const set = (values: { again?: boolean; error_code?: string }) =>
      this.database
        .updateTable('cast_members')
        .set(values)
        .where('cast_id', '=', castId)
        .where('position', '=', member.position)
        .execute();
    try {
      if (member.run_id) {
        await this.runs.continue(member.run_id, {});
        await set({ again: false });
        return;
      }
      const sessionId = member.session_id ?? (await this.session(castId, member.position));
      const definition = this.registry.get(CAST_WORKFLOW);
      const input = plainToInstance(definition.input, JSON.parse(member.input) as object);
      await this.starter.start({ definition, input, sessionId });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Room is made by others, and a session that is busy has been started.
      if (error.code === 'too_many_runs' || error.code === 'session_busy') return;
      const fine = error.code === 'nothing_to_continue';
      await set({ again: false, ...(!fine && { error_code: error.code }) });
    }
  }

  private async session(castId: string, position: number): Promise<string> {
    const id = randomUUID();
    await this.database.transaction().execute(async (trx) => {
      await trx.insertInto('sessions').values({ id }).execute();
      await trx
        .updateTable('cast_members')
        .set({ session_id: id, begun: true })
        .where('cast_id', '=', castId)
        .where('position', '=', position)
        .execute();
    });
    return id;
  }
}

async function next(castId: string, limit: number, trx: Transaction<Schema>): Promise<NextMember[]> {
  const { rows } = await sql<NextMember>`
    select m.position, m.input, m.session_id, m.begun, r.id as run_id
      from cast_members m
      left join lateral (select id from runs where session_id = m.session_id order by created_at desc limit 1) r on true
     where m.cast_id = ${castId} and m.error_code is null
       and (m.again or (r.id is null and (m.session_id is not null or not m.begun)))
     order by m.position limit ${limit}`.execute(trx);
  return rows;
}
