import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { Subject } from 'rxjs';
import type { PgConnection } from '../database/pg-connection.js';
import { COMMAND_CHANNEL } from './command-channel.js';

/** First key of the advisory lock that a living worker holds; the second is `workers.id`. */
export const WORKER_LOCK = 7861;

const RECONNECT_MS = 500;
/** For a connection, and for each answer on it, ms. */
const ANSWER_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;

/** Whoever holds our lock is ourselves on a wire that only we know to be dead. */
const OUST = `
  select pg_terminate_backend(pid) from pg_locks
   where locktype = 'advisory' and granted and pid <> pg_backend_pid()
     and classid = $1::int::oid and objid = $2::int::oid
     and database = (select oid from pg_database where datname = current_database())`;
/** The row may be gone: after a long absence others clear it away. */
const BEAT = `
  insert into workers (id, heartbeat_at) overriding system value values ($1, now())
  on conflict (id) do update set heartbeat_at = excluded.heartbeat_at`;

/**
 * A worker's direct connection: its advisory lock, its heartbeat and its ear for commands. A lost one is replaced for as
 * long as the worker lives. The heartbeat has no other way: a pool full of slow queries would make us look dead.
 */
export class WorkerConnection {
  private readonly logger = new Logger('Worker');
  private readonly commandsHeard = new Subject<string>();
  private client?: pg.Client;
  private closing = false;
  private failure?: Error;
  private regainedAt?: number;
  /** While nothing can be written a connection is lost each second: once is enough for the log. */
  private told = false;

  /** Ids of runs for which a command waits. */
  readonly commands = this.commandsHeard.asObservable();

  constructor(
    private readonly connection: PgConnection,
    private readonly workerId: number,
  ) {}

  /** @throws what the first attempt meets; later ones are repeated */
  async open(): Promise<void> {
    await this.connect();
  }

  /** How long ago a lost connection came back, ms: 0 while it is away, `Infinity` when it was never lost. */
  get backFor(): number {
    if (!this.client) return 0;
    return this.regainedAt === undefined ? Infinity : Date.now() - this.regainedAt;
  }

  /** Shows that we live. @throws what the database says; the connection is then replaced */
  async beat(): Promise<void> {
    const { client } = this;
    if (!client) throw this.failure ?? new Error('the connection is not back yet');
    try {
      await client.query(BEAT, [this.workerId]);
      this.told = false;
    } catch (error) {
      void this.discard(client);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    if (this.client) await this.discard(this.client);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      ...this.connection,
      application_name: 'zzzero-worker',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    client.on('error', (error) => (this.failure = error));
    client.on('notification', ({ payload }) => payload && this.commandsHeard.next(payload));
    try {
      await client.connect();
      // The lock before anything else: without it the others take this worker for dead.
      await client.query(OUST, [WORKER_LOCK, this.workerId]);
      await client.query('select pg_advisory_lock($1::int, $2::int)', [WORKER_LOCK, this.workerId]);
      await client.query(`listen ${COMMAND_CHANNEL}`);
    } catch (error) {
      void this.discard(client);
      throw error;
    }
    client.once('end', () => void this.comeBack());
    this.client = client;
  }

  private async comeBack(): Promise<void> {
    this.client = undefined;
    if (this.closing) return;
    if (!this.told) this.logger.warn(`worker connection lost: ${this.failure?.message ?? 'it was ended'}`);
    this.told = true;
    while (!this.closing) {
      await delay(RECONNECT_MS);
      if (this.closing) return;
      try {
        await this.connect();
        this.regainedAt = Date.now();
        return;
      } catch (error) {
        this.failure = error as Error;
      }
    }
  }

  private async discard(client: pg.Client): Promise<void> {
    await client.end().catch((error: Error) => (this.failure = error));
  }
}
