import { Injectable, Logger } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { sql } from 'kysely';
import { OutputFolder } from '../artifacts/output-folder.js';
import { Database } from '../database/database.js';
import { EventLog } from '../events/event-log.js';
import { SessionProjector } from '../events/session-projector.js';
import { closeLeftovers } from '../workflow/leftovers.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import type { StepFault } from '../workflow/step-event.js';
import type { WorkflowPlan } from '../workflow/workflow-definition.js';
import { WorkflowRegistry } from '../workflow/workflow-registry.js';
import { WorkflowService } from '../workflow/workflow.service.js';
import { ActiveRun } from './active-run.js';
import { LeaseDesk, type Lease } from './lease.js';

/** Deaths of workers after which a run is given up. */
const MAX_TAKEOVERS = 20;

const DOOMS = {
  run_abandoned:
    'The run was given up after too many interrupted attempts. Continue it to write what is missing.',
  run_unplannable:
    'The workflow, provider or model of this run is not configured any more. Restore it, then continue.',
};

const doom = (code: keyof typeof DOOMS): StepFault =>
  Object.assign(new Error(DOOMS[code]), { code, policy: { attempts: 1, endsRun: true } });

const NO_PLAN: WorkflowPlan = {
  title: '',
  language: 'en',
  concurrency: 1,
  phases: [],
  categories: [],
  steps: [],
};

/** Puts a leased run together from what the database knows of it, and starts it. */
@Injectable()
export class ActiveRunFactory {
  private readonly logger = new Logger('RunWorker');

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly projector: SessionProjector,
    private readonly registry: WorkflowRegistry,
    private readonly workflow: WorkflowService,
    private readonly leases: LeaseDesk,
    private readonly folder: OutputFolder,
  ) {}

  async open(lease: Lease): Promise<ActiveRun> {
    const { runId, sessionId, epoch } = lease;
    const projection = await this.projector.fresh(sessionId);
    const state = projection.state as unknown as RunStateDocument;
    const { plan, doom } = await this.planFor(lease);
    const leftovers = closeLeftovers(projection, state, Date.now());
    const outputs = await this.outputs(sessionId, state);
    const writer = await this.log.openWriter({ sessionId, runId, epoch });
    this.logger.log(`run ${runId} taken, epoch ${epoch}`);
    const run = new ActiveRun(lease, writer, {
      handBack: () => this.leases.handBack(lease),
      save: (files) => this.folder.write(sessionId, files),
      settle: () => this.folder.sync(sessionId),
    });
    // Before anything is begun: a run that is taken for its ending alone begins nothing.
    if (lease.stopRequestedAt) run.requestStop(lease.stopRequestedAt);
    run.start((stop, commands) =>
      this.workflow.execute({
        sessionId,
        runId,
        plan,
        state,
        outputs,
        leftovers,
        stop,
        commands,
        doom,
        durable: () => run.durable(),
        databaseNow: () => this.databaseNow(),
      }),
    );
    return run;
  }

  /** A run whose plan cannot be made any more, or that too many workers died on, ends with an error and needs none. */
  private async planFor({
    runId,
    workflow,
    input,
    takeovers,
  }: Lease): Promise<{ plan: WorkflowPlan; doom?: StepFault }> {
    try {
      const definition = this.registry.get(workflow);
      const plan = await definition.plan(plainToInstance(definition.input, JSON.parse(input)));
      return takeovers > MAX_TAKEOVERS ? { plan, doom: doom('run_abandoned') } : { plan };
    } catch (error) {
      this.logger.error(`run ${runId} cannot be planned: ${(error as Error).message}`);
      return { plan: NO_PLAN, doom: doom('run_unplannable') };
    }
  }

  /** Checkpoints of the chosen attempts; those of an earlier request do not count. */
  private async outputs(sessionId: string, state: RunStateDocument): Promise<Map<string, unknown>> {
    const rows = await this.database
      .selectFrom('checkpoints')
      .select(['step_id', 'attempt', 'output'])
      .where('session_id', '=', sessionId)
      .execute();
    const chosen = rows.filter(({ step_id, attempt }) => {
      return state.items[step_id]?.chosen === attempt;
    });
    return new Map(chosen.map(({ step_id, output }) => [step_id, JSON.parse(output) as unknown]));
  }

  private async databaseNow(): Promise<Date> {
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(this.database);
    return rows[0]!.now;
  }
}
