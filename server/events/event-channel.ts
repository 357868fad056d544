import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { Subject } from 'rxjs';
import { DirectConnection } from '../database/direct-connection.js';
import { PostgresServer } from '../database/postgres-server.js';
import type { StoredEvent } from './stored-event.js';
import { decodeTold, encodeHead, encodeTold, type Told } from './told-events.js';

const CHANNEL = 'zzzero_events';
/** First key of the advisory lock that every listening replica shares; whoever counts its holders counts replicas. */
const LISTENER_LOCK = 7862;
/** How often the replicas are counted, ms; this also shows a connection that was cut without a word. */
const COUNT_MS = 1_000;
/** Payloads that wait while a NOTIFY is under way; more are dropped, and read from the table by whoever misses them. */
const MAX_WAITING = 10_000;

/**
 * Events between replicas: told after their commit by a NOTIFY of its own (inside the transaction it would serialise
 * all commits), heard on a direct connection. Anything here may be lost; the feed sees the gap. Nothing is told while
 * no other replica listens.
 */
@Injectable()
export class EventChannel implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger('EventChannel');
  private readonly origin = randomUUID().slice(0, 8);
  private readonly told = new Subject<Told>();
  private readonly gaps = new Subject<void>();
  private readonly listener: DirectConnection;
  private readonly pool: pg.Pool;
  private waiting: string[] = [];
  private telling = false;
  private accompanied = false;
  private timer?: NodeJS.Timeout;

  /** What other replicas tell. */
  readonly heard = this.told.asObservable();
  /** The ear was deaf for a while: heads should be compared. */
  readonly deaf = this.gaps.asObservable();

  constructor(server: PostgresServer) {
    this.listener = new DirectConnection(server.connection, {
      name: 'zzzero-listen',
      setUp: (client) => this.listen(client),
      onNotification: (payload) => this.hear(payload),
    });
    this.pool = new pg.Pool({
      ...server.connection,
      max: 1,
      application_name: 'zzzero-tell',
      query_timeout: 5_000,
      connectionTimeoutMillis: 5_000,
    });
    const warn = (error: Error) => this.logger.warn(`connection lost: ${error.message}`);
    this.pool.on('error', warn);
    this.pool.on('connect', (client) => client.on('error', warn));
  }

  async onModuleInit(): Promise<void> {
    await this.listener.open();
    await this.countReplicas();
    this.timer = setInterval(() => void this.countReplicas(), COUNT_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.listener.close();
    await this.pool.end();
  }

  /** Tells events of one session that are committed, in order. */
  tell(sessionId: string, events: readonly StoredEvent[]): void {
    if (this.accompanied) this.enqueue(encodeTold(this.origin, sessionId, events));
  }

  /** Tells that the session reaches `head`. */
  tellHead(sessionId: string, head: number): void {
    if (this.accompanied) this.enqueue([encodeHead(this.origin, sessionId, head)]);
  }

  private enqueue(payloads: readonly string[]): void {
    if (this.waiting.length + payloads.length <= MAX_WAITING) this.waiting.push(...payloads);
    if (!this.telling) void this.drain();
  }

  private async drain(): Promise<void> {
    this.telling = true;
    while (this.waiting.length > 0) {
      const payloads = this.waiting;
      this.waiting = [];
      try {
        await this.pool.query({
          name: 'tell',
          text: 'select pg_notify($1, payload) from unnest($2::text[]) as payload',
          values: [CHANNEL, payloads],
        });
      } catch (error) {
        this.logger.warn(`${payloads.length} notifications lost: ${(error as Error).message}`);
      }
    }
    this.telling = false;
  }

  private hear(payload: string): void {
    const told = decodeTold(payload);
    if (told && told.origin !== this.origin) this.told.next(told);
  }

  private async listen(client: pg.Client): Promise<void> {
    await client.query(`listen ${CHANNEL}`);
    await client.query('select pg_advisory_lock_shared($1::int, 0)', [LISTENER_LOCK]);
    this.gaps.next();
  }

  private async countReplicas(): Promise<void> {
    try {
      const [row] = await this.listener.query<{ n: number }>(
        `select count(*) as n from pg_locks where locktype = 'advisory' and classid = $1 and objid = 0 and granted
            and database = (select oid from pg_database where datname = current_database())`,
        [LISTENER_LOCK],
      );
      this.accompanied = row!.n > 1;
    } catch {
      // The connection is being replaced. Until it is back nobody can be counted: tell, rather than keep silent.
      this.accompanied = true;
    }
  }
}
