import { randomUUID } from 'node:crypto';
import { EventType, type Event, type ResumeEntry, type RunAgentInput } from '@ag-ui/core';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { sql, type Selectable, type Transaction } from 'kysely';
import { Configuration } from '../config/configuration.js';
import { Database } from '../database/database.js';
import type { RunsTable, Schema } from '../database/schema.js';
import { lockSession } from '../database/session-lock.js';
import { EventLog } from '../events/event-log.js';
import type { SessionProjection } from '../events/session-projection.js';
import { SessionProjector } from '../events/session-projector.js';
import { Problem } from '../problem/problem.js';
import { initialState, type EarlierRuns } from '../workflow/initial-state.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import type { WorkflowDefinition } from '../workflow/workflow-definition.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import type { ItemCommand } from '../workflow/run-command.js';
import { COMMAND_CHANNEL } from './command-channel.js';
import { toCommandRow } from './command-rows.js';
import { RunQueue } from './run-queue.js';

/** Ids of what was started. */
export interface StartedRun {
  sessionId: string;
  runId: string;
}

interface StartRequest {
  definition: WorkflowDefinition;
  input: object;
  sessionId?: string;
  /** Present: the run stands on that one. */
  parentRunId?: string;
  /** What of the session's earlier runs stays, and what of it is written again; nothing of both without it. */
  earlier?: Pick<EarlierRuns, 'keep' | 'revisions' | 'locks' | 'confirmed'>;
  /** The answer to the run it stands on, which waits for one. */
  resume?: ResumeEntry;
  /** It begins nothing, and ends as stopped. */
  stopAtOnce?: boolean;
}

/** Starts, stops and continues runs. Everything it decides is decided by the runs' rows, inside a transaction. */
@Injectable()
export class RunService {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly projector: SessionProjector,
    private readonly registry: WorkflowRegistry,
    private readonly queue: RunQueue,
    private readonly configuration: Configuration,
  ) {}

  /**
   * Session, run, its first two events and the doorbell, in one transaction.
   * @throws Problem 404 `session_not_found`, 409 `session_busy`, 429 `too_many_runs`, and what the workflow's plan
   *   throws.
   */
  async start(request: StartRequest): Promise<StartedRun> {
    const { definition, input } = request;
    const plan = definition.plan(input);
    const runId = randomUUID();
    const sessionId = request.sessionId ?? randomUUID();
    // Read before the transaction: inside it, a second connection per start would exhaust the pool.
    const projection = await this.projector.current(sessionId);
    const before = projection.seq;
    const head = await this.database.transaction().execute(async (trx) => {
      if (!request.sessionId) await trx.insertInto('sessions').values({ id: sessionId }).execute();
      await this.assertRoom(trx);
      await this.claimSession(trx, sessionId);
      await this.answerInterrupt(trx, sessionId, request);
      await this.assertUnchanged(trx, sessionId, before);
      const identity = { sessionId, runId, parentRunId: request.parentRunId, workflow: definition.id };
      const state = initialState(
        identity,
        plan,
        earlierRuns(projection, request.earlier ?? { keep: 'nothing' }),
      );
      await trx
        .updateTable('sessions')
        .set({ workflow: definition.id, title: plan.title, updated_at: sql`now()`, compacted: false })
        .where('id', '=', sessionId)
        .execute();
      await trx
        .insertInto('runs')
        .values({
          id: runId,
          session_id: sessionId,
          parent_run_id: request.parentRunId ?? null,
          workflow: definition.id,
          input: JSON.stringify(input),
          status: 'queued',
          lease_holder: null,
          error_code: null,
          ...(request.stopAtOnce && { stop_requested_at: sql<Date>`clock_timestamp()` }),
        })
        .execute();
      const events: Event[] = [
        {
          type: EventType.RUN_STARTED,
          threadId: sessionId,
          runId,
          ...(request.parentRunId && { parentRunId: request.parentRunId }),
          input: runAgentInput(identity, input, request.resume),
        },
        { type: EventType.STATE_SNAPSHOT, snapshot: state },
      ];
      const rows = events.map((event, index) => ({
        session_id: sessionId,
        seq: before + 1 + index,
        run_id: runId,
        data: JSON.stringify(event),
      }));
      await trx.insertInto('events').values(rows).execute();
      await this.queue.ringIn(trx, runId);
      return before + events.length;
    });
    this.log.announce(sessionId, head);
    return { sessionId, runId };
  }

  /**
   * Writes what is missing after a stop, failures or a cap: a run of its own that asks nothing twice.
   * @throws Problem 404 `run_not_found`, 409 `session_busy` | `nothing_to_continue` | `run_superseded`.
   */
  async continue(runId: string, changes: object): Promise<StartedRun> {
    const run = await this.row(runId);
    const definition = this.registry.get(run.workflow);
    const given = { ...(JSON.parse(run.input) as object), ...changes };
    const input = plainToInstance(definition.input, given);
    const projection = await this.projector.current(run.session_id);
    const state = projection.state as unknown as RunStateDocument;
    if (state.run.id !== runId) {
      const detail = 'A later run of this session stands on this one. Continue the latest.';
      throw new Problem(409, 'run_superseded', { detail });
    }
    const items = Object.values(state.items);
    if (run.status === 'finished' && items.every((item) => item.status === 'done')) {
      throw new Problem(409, 'nothing_to_continue', { detail: 'Every item of this run is finished.' });
    }
    const earlier = { keep: 'finished' } as const;
    return this.start({ definition, input, sessionId: run.session_id, parentRunId: runId, earlier });
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
    return this.start({
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

  private async row(runId: string): Promise<RunRow> {
    const row = await this.database.selectFrom('runs').selectAll().where('id', '=', runId).executeTakeFirst();
    if (!row) throw new Problem(404, 'run_not_found', { detail: 'There is no such run.' });
    return row;
  }

  /** Starts at the same moment do not see each other: the bound is exceeded by those few at most. */
  private async assertRoom(trx: Transaction<Schema>): Promise<void> {
    const { unfinished } = await trx
      .selectFrom('runs')
      .select((eb) => eb.fn.countAll<number>().as('unfinished'))
      .where('status', 'in', ['queued', 'running'])
      .executeTakeFirstOrThrow();
    const { maxRuns } = this.configuration;
    if (unfinished < maxRuns) return;
    throw new Problem(429, 'too_many_runs', {
      detail: `${unfinished} runs are queued or running; ${maxRuns} are allowed. Wait for one to end, or stop one.`,
    });
  }

  /** The session's row lock makes its starts queue up; whoever holds it is the session's only writer. */
  private async claimSession(trx: Transaction<Schema>, sessionId: string): Promise<void> {
    const found = await lockSession(trx, sessionId);
    if (found === 'missing')
      throw new Problem(404, 'session_not_found', { detail: 'There is no such session.' });
    if (found === 'active') {
      throw new Problem(409, 'session_busy', { detail: 'A run of this session is still active.' });
    }
  }

  /** A session that waits for an answer takes nothing else. */
  private async answerInterrupt(
    trx: Transaction<Schema>,
    sessionId: string,
    { parentRunId, resume }: StartRequest,
  ): Promise<void> {
    const waiting = await trx
      .selectFrom('runs')
      .select('id')
      .where('session_id', '=', sessionId)
      .where('status', '=', 'interrupted')
      .executeTakeFirst();
    if (!waiting) return;
    if (waiting.id !== parentRunId || !resume) {
      const detail = 'A run of this session waits to be confirmed. Resume it, or stop it.';
      throw new Problem(409, 'interrupt_pending', { detail });
    }
    await trx.updateTable('runs').set({ status: 'finished' }).where('id', '=', waiting.id).execute();
  }

  /** A run came and went between our reading and our lock: rare, and the client may simply ask again. */
  private async assertUnchanged(trx: Transaction<Schema>, sessionId: string, head: number): Promise<void> {
    const { rows } = await sql<{ seq: number }>`select session_head(${sessionId}) as seq`.execute(trx);
    if (rows[0]!.seq === head) return;
    throw new Problem(409, 'session_busy', {
      detail: 'Another run of this session has just ended. Try again.',
    });
  }
}

/** A run as it is read. */
export type RunRow = Selectable<RunsTable>;

function earlierRuns(projection: SessionProjection, keep: NonNullable<StartRequest['earlier']>): EarlierRuns {
  const attempts = new Map<string, number>();
  for (const { step, attempt } of projection.messages.values()) {
    attempts.set(step, Math.max(attempts.get(step) ?? 0, attempt));
  }
  const state = projection.state as Partial<RunStateDocument>;
  for (const [id, item] of Object.entries(state.items ?? {})) {
    attempts.set(id, Math.max(attempts.get(id) ?? 0, item.attempt));
  }
  return { state, attempts, ...keep };
}

function runAgentInput(
  { sessionId, runId }: StartedRun,
  request: object,
  resume?: ResumeEntry,
): RunAgentInput {
  return {
    threadId: sessionId,
    runId,
    state: {},
    messages: [],
    tools: [],
    context: [],
    forwardedProps: request,
    ...(resume && { resume: [resume] }),
  };
}
