import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import { Database } from '../database/database.js';
import type { CastsTable } from '../database/schema.js';
import { spendingOf } from '../database/spending.js';
import { type FieldError, Problem } from '../problem/problem.js';
import { createValidationPipe } from '../problem/validation.pipe.js';
import { RunService } from '../runs/run.service.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import type { CastDto, CastInput, CastMemberDto, CastSummaryDto } from './cast.dto.js';

/** What a cast writes. */
export const CAST_WORKFLOW = 'character-profile';
const ENDED = ['finished', 'cancelled', 'failed'];
const pipe = createValidationPipe();

/** Casts as they are asked for; `CastDirector` starts their members. */
@Injectable()
export class CastService {
  constructor(
    private readonly database: Database,
    private readonly registry: WorkflowRegistry,
    private readonly runs: RunService,
  ) {}

  /**
   * Everything is checked before anything starts.
   * @throws Problem 400 `validation_failed`: of a character under `characters[3].…`, of what all share under `settings.…`
   */
  async create({ name, settings, characters, at_once, token_cap }: CastInput): Promise<CastDto> {
    const inputs: object[] = [];
    for (const [index, character] of characters.entries())
      inputs.push(await this.prepared(settings, character, index));
    const id = randomUUID();
    await this.database.transaction().execute(async (trx) => {
      const row = { id, name, settings: JSON.stringify(settings), at_once, token_cap: token_cap ?? null };
      await trx.insertInto('casts').values(row).execute();
      const members = inputs.map((input, position) => ({
        cast_id: id,
        position,
        input: JSON.stringify(input),
      }));
      await trx.insertInto('cast_members').values(members).execute();
    });
    return this.get(id);
  }

  async list(): Promise<CastSummaryDto[]> {
    const { rows } = await sql<Selectable<CastsTable> & { characters: number; finished: number }>`
      select c.*, count(m.*)::int as characters, count(*) filter (where r.status = 'finished')::int as finished
        from casts c join cast_members m on m.cast_id = c.id
        left join lateral (select status from runs where session_id = m.session_id order by created_at desc limit 1) r
          on true
       group by c.id order by c.created_at desc limit 200`.execute(this.database);
    return rows.map((row) => toSummary(row));
  }

  /** @throws Problem 404 `cast_not_found` */
  async get(id: string): Promise<CastDto> {
    const cast = await this.row(id);
    const members = await this.members(id);
    const tokens = members.reduce((sum, member) => sum + member.tokens, 0);
    const finished = members.filter(({ status }) => status === 'finished').length;
    return {
      ...toSummary({ ...cast, characters: members.length, finished }),
      at_once: cast.at_once,
      token_cap: cast.token_cap,
      cap_reached: cast.token_cap !== null && tokens >= cast.token_cap,
      members,
    };
  }

  /** Stops what is written, and starts no more. @throws Problem 404 `cast_not_found` */
  async stop(id: string): Promise<void> {
    await this.row(id);
    await this.database.updateTable('casts').set({ stopped: true }).where('id', '=', id).execute();
    await this.database.updateTable('cast_members').set({ again: false }).where('cast_id', '=', id).execute();
    const active = (await this.members(id)).filter(({ status }) => !ENDED.includes(status));
    const runs = active.flatMap(({ run_id }) => (run_id ? [run_id] : []));
    await Promise.all(runs.map((runId) => this.runs.stop(runId)));
  }

  /** Starts those that never began, and goes on with what was stopped or has failed. @throws Problem 404 `cast_not_found` */
  async continue(id: string): Promise<void> {
    await this.row(id);
    await sql`
      update cast_members m set error_code = null,
             again = begun and exists (
               select from (select status from runs where session_id = m.session_id order by created_at desc limit 1) r
                where r.status in ('cancelled', 'failed'))
       where cast_id = ${id}`.execute(this.database);
    await this.database
      .updateTable('casts')
      .set({ stopped: false, open: true })
      .where('id', '=', id)
      .execute();
  }

  /** The sessions stay in the history. @throws Problem 404 `cast_not_found` */
  async remove(id: string): Promise<void> {
    await this.stop(id);
    await this.database.deleteFrom('casts').where('id', '=', id).execute();
  }

  private async row(id: string): Promise<Selectable<CastsTable>> {
    const row = await this.database.selectFrom('casts').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new Problem(404, 'cast_not_found', { detail: 'There is no such cast.' });
    return row;
  }

  /** As the workflow would take it, with what may change later fixed. */
  private async prepared(settings: object, character: object, index: number): Promise<object> {
    const definition = this.registry.get(CAST_WORKFLOW);
    try {
      const body = { ...settings, ...character };
      const checked = (await pipe.transform(body, { type: 'body', metatype: definition.input })) as object;
      const input = await definition.prepare(checked);
      await definition.plan(input);
      return input;
    } catch (error) {
      if (!(error instanceof Problem) || !error.document.errors) throw error;
      const errors = error.document.errors.map((each) => placed(each, character, index));
      throw new Problem(400, 'validation_failed', { detail: 'Some fields are wrong.', errors });
    }
  }

  private async members(id: string): Promise<CastMemberDto[]> {
    const { rows } = await sql<
      Omit<CastMemberDto, 'total' | 'character_name'> & { input: string; begun: boolean }
    >`
      select m.input, m.begun, m.session_id, r.id as run_id, coalesce(r.error_code, m.error_code) as error_code,
             case when r.status is not null then r.status
                  when m.error_code is not null then 'failed'
                  when m.begun and m.session_id is null then 'deleted' else 'waiting' end as status,
             (select count(distinct step_id)::int from checkpoints c
               where c.session_id = m.session_id and step_id like '%.%' and step_id not like 'review.%') as done,
             spent.tokens, spent.duration_ms
        from cast_members m
        left join lateral (select * from runs where session_id = m.session_id order by created_at desc limit 1) r on true
        cross join lateral (${spendingOf(sql`m.session_id`)}) spent
       where m.cast_id = ${id} order by m.position`.execute(this.database);
    const total = rows[0] ? await this.itemsOf(rows[0].input) : 0;
    return rows.map(({ input, begun: _, ...member }) => ({
      character_name: (JSON.parse(input) as { character_name: string }).character_name,
      ...member,
      done: member.done ?? 0,
      total,
    }));
  }

  /** The same for all: they share the settings. */
  private async itemsOf(input: string): Promise<number> {
    try {
      const plan = await this.registry.get(CAST_WORKFLOW).plan(JSON.parse(input) as never);
      return plan.steps.filter(({ category }) => category !== undefined).length;
    } catch (error) {
      // A provider or template that is gone: what was written is there all the same.
      if (error instanceof Problem) return 0;
      throw error;
    }
  }
}

function placed(error: FieldError, character: object, index: number): FieldError {
  const own = Object.keys(character).some((key) => error.field === key);
  return { ...error, field: own ? `characters[${index}].${error.field}` : `settings.${error.field}` };
}

function toSummary({
  id,
  name,
  stopped,
  created_at,
  characters,
  finished,
}: Selectable<CastsTable> & { characters: number; finished: number }): CastSummaryDto {
  return { id, name, characters, finished, stopped, created_at: created_at.toISOString() };
}
