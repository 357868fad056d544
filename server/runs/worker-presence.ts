import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Subject } from 'rxjs';
import { Database } from '../database/database.js';
import { DatabaseCondition } from '../database/database-condition.js';
import { PostgresServer } from '../database/postgres-server.js';
import { WorkerConnection } from './worker-connection.js';

const HEARTBEAT_MS = 1_000;
/** Without an answer for so long the database counts as silent, ms. */
const QUIET_MS = 2_500;
/** A worker that could not renew or write for so long stops its work: others may take it for dead, ms. */
const MAX_SILENCE_MS = 5_000;
/** After a loss of ours others may still be on their way back, ms. */
const SETTLING_MS = 10_000;

/** This process among the workers: a row, a direct connection (lock, heartbeat, commands), and when to give up. */
@Injectable()
export class WorkerPresence implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('Worker');
  private readonly beats = new Subject<void>();
  private readonly commandsHeard = new Subject<string>();
  private readonly losses = new Subject<void>();
  private connection?: WorkerConnection;
  private timer?: NodeJS.Timeout;
  private renewedAt = Date.now();
  private renewing = false;
  private lost = false;
  private workerId = 0;

  /** Once a second while the database is well. */
  readonly beat = this.beats.asObservable();
  /** Ids of runs for which a command waits. */
  readonly commands = this.commandsHeard.asObservable();
  /** The database was away, or took no writes, for too long: provider calls must end. */
  readonly loss = this.losses.asObservable();

  constructor(
    private readonly database: Database,
    private readonly server: PostgresServer,
    private readonly condition: DatabaseCondition,
  ) {}

  /** `workers.id` of this process. */
  get id(): number {
    return this.workerId;
  }

  /** The database was lost a moment ago: whose lock is free may be about to take it again, as we did. */
  get settling(): boolean {
    return (this.connection?.backFor ?? 0) < SETTLING_MS;
  }

  async onModuleInit(): Promise<void> {
    const row = await this.database
      .insertInto('workers')
      .defaultValues()
      .returning('id')
      .executeTakeFirstOrThrow();
    this.workerId = row.id;
    this.connection = new WorkerConnection(this.server.connection, row.id);
    this.connection.commands.subscribe(this.commandsHeard);
    await this.connection.open();
    this.renewedAt = Date.now();
    this.timer = setInterval(() => this.tick(), HEARTBEAT_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.connection?.close();
    await this.database
      .deleteFrom('workers')
      .where('id', '=', this.workerId)
      .execute()
      .catch((error: Error) => this.logger.warn(`worker row not removed: ${error.message}`));
  }

  /** The watch does not wait for the renewal for ever: a dead wire answers nothing, not even an error. */
  private tick(): void {
    if (this.renewing) this.watch();
    else void this.renew().then(() => this.watch());
  }

  private watch(): void {
    const silence = Date.now() - this.renewedAt;
    if (silence > QUIET_MS) this.condition.silent();
    const tooLong = Math.max(silence, this.condition.failingFor) >= MAX_SILENCE_MS;
    if (tooLong && !this.lost)
      this.logger.error(`nothing could be written for ${MAX_SILENCE_MS} ms: work is put down`);
    this.lost = tooLong;
    // Said again each time: a run may have been on its way in.
    if (tooLong) this.losses.next();
  }

  private async renew(): Promise<void> {
    this.renewing = true;
    try {
      await this.connection!.beat();
      this.renewedAt = Date.now();
      this.condition.succeeded('heartbeat');
    } catch (error) {
      this.condition.failed(error);
    } finally {
      this.renewing = false;
    }
    if (this.condition.current.status === 'ok') this.beats.next();
  }
}
