import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import pg from 'pg';
import { Subject } from 'rxjs';
import { Database } from '../database/database.js';
import { PostgresServer } from '../database/postgres-server.js';
import { COMMAND_CHANNEL } from './run-command.js';

/** First key of the advisory lock that a living worker holds; the second is `workers.id`. */
export const WORKER_LOCK = 7861;

const HEARTBEAT_MS = 1_000;
const RECONNECT_MS = 500;
/** A worker that could not renew for so long stops its work: others may take it for dead, ms. */
const MAX_SILENCE_MS = 5_000;

/**
 * This process among the workers: a row, an advisory lock on a direct connection (freed by the kernel when the process
 * dies), a heartbeat, and the ear for commands.
 */
@Injectable()
export class WorkerPresence implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('Worker');
  private readonly beats = new Subject<void>();
  private readonly commandsHeard = new Subject<string>();
  private readonly losses = new Subject<void>();
  private client?: pg.Client;
  private timer?: NodeJS.Timeout;
  private renewedAt = Date.now();
  private lost = false;
  private closing = false;
  private workerId = 0;

  /** Once a second while the database answers. */
  readonly beat = this.beats.asObservable();
  /** Ids of runs for which a command waits. */
  readonly commands = this.commandsHeard.asObservable();
  /** The database was away for too long: provider calls must end. */
  readonly loss = this.losses.asObservable();

  constructor(
    private readonly database: Database,
    private readonly server: PostgresServer,
  ) {}

  /** `workers.id` of this process. */
  get id(): number {
    return this.workerId;
  }

  async onModuleInit(): Promise<void> {
    const row = await this.database
      .insertInto('workers')
      .defaultValues()
      .returning('id')
      .executeTakeFirstOrThrow();
    this.workerId = row.id;
    await this.connect();
    this.timer = setInterval(() => void this.renew(), HEARTBEAT_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    clearInterval(this.timer);
    await this.client?.end();
    await this.database
      .deleteFrom('workers')
      .where('id', '=', this.workerId)
      .execute()
      .catch((error: Error) => this.logger.warn(`worker row not removed: ${error.message}`));
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      ...this.server.connection,
      application_name: 'zzzero-worker',
      keepAlive: true,
    });
    client.on('error', (error) => this.logger.warn(`worker connection lost: ${error.message}`));
    client.on('end', () => this.reconnect(client));
    client.on('notification', ({ payload }) => payload && this.commandsHeard.next(payload));
    await client.connect();
    // The lock before anything else: without it the others take this worker for dead.
    await client.query('select pg_advisory_lock($1::int, $2::int)', [WORKER_LOCK, this.workerId]);
    await client.query(`listen ${COMMAND_CHANNEL}`);
    this.client = client;
  }

  private reconnect(ended: pg.Client): void {
    if (this.closing || (this.client && this.client !== ended)) return;
    this.client = undefined;
    setTimeout(() => {
      if (this.closing) return;
      this.connect().catch((error: Error) => this.logger.warn(`worker connection: ${error.message}`));
    }, RECONNECT_MS);
  }

  private async renew(): Promise<void> {
    try {
      await sql`update workers set heartbeat_at = now() where id = ${this.workerId}`.execute(this.database);
      this.renewedAt = Date.now();
      this.lost = false;
      this.beats.next();
    } catch (error) {
      if (this.lost || Date.now() - this.renewedAt < MAX_SILENCE_MS) return;
      this.lost = true;
      this.logger.error(
        `no heartbeat for ${MAX_SILENCE_MS} ms, work is given up: ${(error as Error).message}`,
      );
      this.losses.next();
    }
  }
}
