import type { ResumeEntry } from '@ag-ui/core';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { sql, type Selectable } from 'kysely';
import { Database } from '../database/database.js';
import type { RunsTable } from '../database/schema.js';
import { type Spending, spendingOf } from '../database/spending.js';
import { SessionProjector } from '../events/session-projector.js';
import { Problem } from '../problem/problem.js';
import type { ItemCommand } from '../workflow/run-command.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import type { ContinueRunDto } from './run.dto.js';
import { COMMAND_CHANNEL } from './command-channel.js';
import { toCommandRow } from './command-rows.js';
import { RunQueue } from './run-queue.js';
import { RunStarter, type StartedRun } from './run-starter.js';

/** Continues, resumes and stops runs. Everything it decides is decided by the runs' rows, inside a transaction. */
@Injectable()
export class RunService {
  constructor(
    private readonly database: Database,
    private readonly projector: SessionProjector,
    private readonly registry: WorkflowRegistry,
    private readonly queue: RunQueue,
    private readonly starter: RunStarter,
  ) {}

  /**
   * Writes what is missing after a stop, failures or a cap: a run of its own that asks nothing twice.
   * @throws Problem 404 `run_not_found`, 409 `session_busy` | `nothing_to_continue` | `run_superseded`, 400
   *   `validation_failed` for categories that leave out earlier ones.
   */
  async continue(runId: string, changes: ContinueRunDto): Promise<StartedRun> {
    const run = await this.row(runId);
    const definition = this.registry.get(run.workflow);
    const before = JSON.parse(run.input) as Partial<ContinueRunDto>;
    const wider = assertWider(before, changes);
    const given = { ...before, ...changes };
    const input = plainToInstance(definition.input, given);
    const projection = await this.projector.current(run.session_id);
    const state = projection.state as unknown as RunStateDocument;
    if (state.run.id !== runId) {
      const detail = 'A later run of this session stands on this one. Continue the latest.';
      throw new Problem(409, 'run_superseded', { detail });
    }
    const items = Object.values(state.items);
    if (!wider && run.status === 'finished' && items.every((item) => item.status === 'done')) {
      throw new Problem(409, 'nothing_to_continue', { detail: 'Every item of this run is finished.' });
    }
    const earlier = { keep: 'finished' } as const;
    return this.starter.start({ definition, input, sessionId: run.session_id, parentRunId: runId, earlier });
  }

  /**
   * Answers a run that waits for a confirmation: the next run goes on, or ends it.
   *
   * @param text what the step is to have said instead
   * @throws Problem 404 `run_not_found`, 409 `not_interrupted`, and what the workflow says of the text
   */
  async resume(runId: string, status: ResumeEntry['status'], text?: string): Promise<StartedRun> {
    const { run, state } = await this.get(runId);
    const awaits = state.run.awaits;
    if (run.status !== 'interrupted' || !awaits) {
      throw new Problem(409, 'not_interrupted', { detail: 'This run does not wait for an answer.' });
    }
    const definition = this.registry.get(run.workflow);
    if (text !== undefined) definition.checkText(awaits, text);
    const revisions = new Map(text === undefined ? [] : [[awaits, { text }]]);
    return this.starter.start({
      definition,
      input: plainToInstance(definition.input, JSON.parse(run.input)),
      sessionId: run.session_id,
      parentRunId: runId,
      earlier: { keep: 'all', revisions, ...(status === 'resolved' && { confirmed: awaits }) },
      resume: { interruptId: awaits, status, ...(text !== undefined && { payload: { text } }) },
      stopAtOnce: status === 'cancelled',
    });
  }

  /**
   * Asks the run to stop; the log shows the proof. Asked again, or after the end, it changes nothing.
   * @throws Problem 404 `run_not_found`.
   */
  async stop(runId: string): Promise<void> {
    const run = await this.row(runId);
    if (run.status === 'interrupted') return void (await this.resume(runId, 'cancelled'));
    if (run.status !== 'queued' && run.status !== 'running') return;
    await this.database
      .updateTable('runs')
      .set({ stop_requested_at: sql`coalesce(stop_requested_at, clock_timestamp())` })
      .where('id', '=', runId)
      .execute();
    await sql`select pg_notify(${COMMAND_CHANNEL}, ${runId})`.execute(this.database);
    // A run that nobody works yet is taken for its ending alone.
    await this.queue.ring(runId);
  }

  /**
   * Asks the run to leave one item unfinished and to go on with the others. Of an item that has ended, or after the
   * run's end, it changes nothing.
   * @throws Problem 404 `run_not_found` | `item_not_found`.
   */
  async stopItem(runId: string, stepId: string): Promise<void> {
    const { run, state } = await this.get(runId);
    // Steps that write no item hold the run together; without them there is nothing to go on with.
    if (state.run.id === runId && !state.items[stepId]?.category) {
      throw new Problem(404, 'item_not_found', { detail: 'This run writes no such item.' });
    }
    if (run.status !== 'queued' && run.status !== 'running') return;
    await this.command(runId, [{ stepId, kind: 'stop_item' }]);
  }

  /** Asks an active run for something about some of its items. @returns the number of the last command */
  async command(runId: string, commands: readonly (ItemCommand & { stepId: string })[]): Promise<number> {
    const rows = await this.database
      .insertInto('run_commands')
      .values(commands.map(({ stepId, ...command }) => ({ run_id: runId, ...toCommandRow(stepId, command) })))
      .returning('id')
      .execute();
    await sql`select pg_notify(${COMMAND_CHANNEL}, ${runId})`.execute(this.database);
    return Math.max(...rows.map(({ id }) => id));
  }

  /** The run's row and the state document as the run knows it, or has left it. */
  async get(runId: string): Promise<{ run: RunRow; state: RunStateDocument }> {
    const run = await this.row(runId);
    const projection = await this.projector.current(run.session_id);
    const state = projection.state as unknown as RunStateDocument;
    if (state.run.id === runId) return { run, state };
    const then = await this.projector.ofRun(run.session_id, runId);
    return { run, state: then.state as unknown as RunStateDocument };
  }

  /** What the ended runs of a session have spent together. */
  async spentBy(sessionId: string): Promise<Spending> {
    const { rows } = await spendingOf(sql`${sessionId}`).execute(this.database);
    return rows[0]!;
  }

  private async row(runId: string): Promise<RunRow> {
    const row = await this.database.selectFrom('runs').selectAll().where('id', '=', runId).executeTakeFirst();
    if (!row) throw new Problem(404, 'run_not_found', { detail: 'There is no such run.' });
    return row;
  }
}

/** @returns whether categories are added */
function assertWider(
  before: Partial<ContinueRunDto>,
  { selected_categories: wanted }: ContinueRunDto,
): boolean {
  if (!wanted) return false;
  const left = before.selected_categories?.filter((id) => !wanted.includes(id)) ?? wanted;
  if (left.length === 0) return wanted.length > (before.selected_categories?.length ?? 0);
  const message = `must keep ${left.join(', ')}: categories can be added, not taken away`;
  const errors = [{ field: 'selected_categories', message, code: 'categories_left_out' }];
  throw new Problem(400, 'validation_failed', { detail: 'Some fields are wrong.', errors });
}

/** A run as it is read. */
export type RunRow = Selectable<RunsTable>;
