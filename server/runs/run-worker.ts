import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../config/configuration.js';
import { Database } from '../database/database.js';
import { DatabaseCondition } from '../database/database-condition.js';
import { ActiveRun } from './active-run.js';
import { ActiveRunFactory } from './active-run.factory.js';
import { toCommand } from './command-rows.js';
import { LeaseDesk } from './lease.js';
import { RunQueue } from './run-queue.js';
import { WorkerPresence } from './worker-presence.js';

/** Takes unattended runs and works them; hands them back when the process leaves. */
@Injectable()
export class RunWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('RunWorker');
  private readonly active = new Map<string, ActiveRun>();
  private readonly taking = new Map<string, Promise<void>>();
  private leaving = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly condition: DatabaseCondition,
    private readonly presence: WorkerPresence,
    private readonly leases: LeaseDesk,
    private readonly queue: RunQueue,
    private readonly factory: ActiveRunFactory,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.presence.commands.subscribe((runId) => void this.guard(this.lookForCommands([runId])));
    this.presence.beat.subscribe(() => void this.guard(this.sweep()));
    this.presence.loss.subscribe(() => this.active.forEach((run) => run.abort()));
    await this.queue.listen((runId) => this.take(runId));
    // What a dead process has left is taken up without waiting for a bell.
    await this.guard(this.sweep());
  }

  /** First of all at shutdown, while queue, presence and database are still there. */
  async onModuleDestroy(): Promise<void> {
    this.leaving = true;
    await Promise.allSettled(this.taking.values());
    await Promise.all([...this.active.values()].map((run) => run.handBack()));
  }

  /** Works the run if it is to be had; answers when it is taken, not when it is done. */
  async take(runId: string): Promise<void> {
    if (this.leaving || this.active.has(runId) || this.taking.has(runId)) return;
    // Its provider would be asked, and paid, for what cannot be written. The sweeper rings again.
    if (this.condition.current.status !== 'ok') return;
    const taken = this.guard(this.open(runId)).finally(() => this.taking.delete(runId));
    this.taking.set(runId, taken);
    await taken;
  }

  private async open(runId: string): Promise<void> {
    const isFull = this.active.size + this.taking.size >= this.configuration.maxActiveRuns;
    // A run that is to stop costs nothing but its ending.
    const lease = await this.leases.acquire(runId, { onlyToStop: isFull });
    if (!lease) return;
    try {
      const run = await this.factory.open(lease);
      this.active.set(runId, run);
      void run.done.finally(() => this.active.delete(runId));
    } catch (error) {
      await this.leases.handBack(lease);
      throw error;
    }
  }

  private async sweep(): Promise<void> {
    if (this.leaving) return;
    await this.lookForCommands([...this.active.keys()]);
    // Taken here and now: a bell would lose a second or two on its way.
    for (const runId of await this.leases.unattended([...this.active.keys(), ...this.taking.keys()]))
      await this.take(runId);
  }

  private async lookForCommands(runIds: readonly string[]): Promise<void> {
    const here = runIds.filter((runId) => this.active.has(runId));
    if (here.length === 0) return;
    const rows = await this.database
      .selectFrom('runs')
      .select(['id', 'stop_requested_at'])
      .where('id', 'in', here)
      .where('stop_requested_at', 'is not', null)
      .execute();
    for (const row of rows) this.active.get(row.id)?.requestStop(row.stop_requested_at!);
    const commands = await this.database
      .selectFrom('run_commands')
      .selectAll()
      .where('run_id', 'in', here)
      .orderBy('id')
      .execute();
    for (const row of commands) this.active.get(row.run_id)?.request(toCommand(row));
  }

  /** The database may be away for a moment; the next beat tries again. */
  private async guard(work: Promise<void>): Promise<void> {
    await work.catch((error: Error) => this.logger.warn(error.message));
  }
}
