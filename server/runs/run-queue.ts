import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import { PostgresServer } from '../database/postgres-server.js';
import type { Schema } from '../database/schema.js';

const QUEUE = 'runs';

/**
 * The doorbell: tells some worker that a run wants to be looked at. The run's row is the truth; a job that is lost,
 * doubled or late changes nothing but the moment of the look.
 */
@Injectable()
export class RunQueue implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('RunQueue');
  private readonly boss: PgBoss;

  constructor(server: PostgresServer) {
    this.boss = new PgBoss({
      ...server.connection,
      application_name: 'zzzero-queue',
      max: 3,
      schedule: false,
      useListenNotify: true,
    });
    this.boss.on('error', (error) => this.logger.warn(`queue: ${error.message}`));
  }

  async onModuleInit(): Promise<void> {
    await this.boss.start();
    await this.boss.createQueue(QUEUE, {
      // A look takes milliseconds, but a job must never run out while a database is away for long.
      expireInSeconds: 86_400,
      retryLimit: 1_000,
      retryDelay: 1,
      notify: true,
    });
  }

  /** Rings inside the transaction that makes the run, so that there is never one without the other. */
  async ringIn(transaction: Transaction<Schema>, runId: string): Promise<void> {
    await this.boss.send(QUEUE, { runId }, { db: fromKysely(transaction) });
  }

  /** Rings again, at most once in two seconds for a run. */
  async ring(runId: string): Promise<void> {
    await this.boss.send(QUEUE, { runId }, { singletonKey: runId, singletonSeconds: 2 });
  }

  /** Has `look` called for every ring. */
  async listen(look: (runId: string) => Promise<void>): Promise<void> {
    await this.boss.work<{ runId: string }>(
      QUEUE,
      { batchSize: 20, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 1 },
      async (jobs) => {
        await Promise.all(jobs.map((job) => look(job.data.runId)));
      },
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 2_000 });
  }
}
