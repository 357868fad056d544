import { randomUUID } from 'node:crypto';
import { EventType, type Event, type ResumeEntry, type RunAgentInput } from '@ag-ui/core';
import { Injectable } from '@nestjs/common';
import { sql, type Transaction } from 'kysely';
import { Configuration } from '../config/configuration.js';
import { Database } from '../database/database.js';
import type { Schema } from '../database/schema.js';
import { lockSession } from '../database/session-lock.js';
import { EventLog } from '../events/event-log.js';
import type { SessionProjection } from '../events/session-projection.js';
import { SessionProjector } from '../events/session-projector.js';
import { Problem } from '../problem/problem.js';
import { initialState, type EarlierRuns } from '../workflow/initial-state.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import type { WorkflowDefinition } from '../workflow/workflow-definition.js';
import { RunQueue } from './run-queue.js';

/** Ids of what was started. */
export interface StartedRun {
  sessionId: string;
  runId: string;
}

/** What a run begins with. */
export interface StartRequest {
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

/** Starts runs: whether one may start is decided by rows, inside the transaction that makes it. */
@Injectable()
export class RunStarter {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly projector: SessionProjector,
    private readonly queue: RunQueue,
    private readonly configuration: Configuration,
  ) {}

  /**
   * Session, run, its first two events and the doorbell, in one transaction.
   * @throws Problem 404 `session_not_found`, 409 `session_busy`, 429 `too_many_runs`, and what the workflow's plan
   *   throws.
   */
  async start(request: StartRequest): Promise<StartedRun> {
    const { definition, parentRunId } = request;
    // What stands on an earlier run was prepared then; what it names may be gone since.
    const input = parentRunId ? request.input : await definition.prepare(request.input);
    const plan = await definition.plan(input);
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
