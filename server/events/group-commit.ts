import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DatabaseCondition } from '../database/database-condition.js';
import { PostgresServer } from '../database/postgres-server.js';
import { appendStatement, type Appended } from './append-statement.js';
import { WriterFencedError } from './event-log-error.js';
import type { Batch, SessionWriter } from './session-writer.js';
import type { StoredEvent } from './stored-event.js';

/** Waits before a repeat while the database is away, ms. */
const RETRY_MIN_MS = 50;
const RETRY_MAX_MS = 1_000;
/** A wire that went dead in silence would be waited on for a quarter of an hour, ms. */
const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 15_000;

type Publish = (events: readonly StoredEvent[]) => void;
interface Flight {
  writer: SessionWriter;
  publish: Publish;
  batch: Batch;
}

/**
 * One transaction for all sessions of the process: a flush starts at once when none is in flight, else what comes
 * is gathered for the next. No timer; under load it batches by itself.
 */
@Injectable()
export class GroupCommit implements OnApplicationShutdown {
  private readonly logger = new Logger('EventLog');
  private readonly dirty = new Map<SessionWriter, Publish>();
  private readonly pool: pg.Pool;
  private flushing = false;
  private closed = false;

  constructor(
    server: PostgresServer,
    private readonly condition: DatabaseCondition = new DatabaseCondition(),
  ) {
    // A frozen process must not hold up its successor (measured: without the limits, 6 s).
    this.pool = new pg.Pool({
      ...server.connection,
      max: 1,
      application_name: 'zzzero-append',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
      options: '-c idle_in_transaction_session_timeout=2000 -c lock_timeout=1000',
    });
    const warn = (error: Error) => this.logger.warn(`append connection lost: ${error.message}`);
    this.pool.on('error', warn);
    // The pool hears idle connections only; one at work that is lost without a listener would end the process.
    this.pool.on('connect', (client) => client.on('error', warn));
  }

  /** Has the writer's waiting units stored; `publish` gets them after the commit. */
  request(writer: SessionWriter, publish: Publish): void {
    this.dirty.set(writer, publish);
    if (this.flushing) return;
    this.flushing = true;
    queueMicrotask(() => void this.flush());
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    await this.pool.end();
  }

  private async flush(): Promise<void> {
    while (this.dirty.size > 0) {
      const flights: Flight[] = [];
      const runs = new Set<string>();
      for (const [writer, publish] of this.dirty) {
        // The statement knows a run by its id: beside its successor's epoch an old one would pass the fence.
        if (runs.has(writer.fence.runId)) continue;
        runs.add(writer.fence.runId);
        this.dirty.delete(writer);
        const batch = writer.take();
        if (batch) flights.push({ writer, publish, batch });
      }
      if (flights.length > 0) await this.store(flights);
    }
    this.flushing = false;
  }

  private async store(flights: readonly Flight[], repeated = false): Promise<void> {
    let again = repeated;
    for (let wait = RETRY_MIN_MS; ; wait = Math.min(wait * 2, RETRY_MAX_MS)) {
      try {
        await this.storeOnce(flights, again);
        this.condition.succeeded('append');
        return;
      } catch (error) {
        this.condition.failed(error);
        if (this.closed) return flights.forEach(({ writer }) => writer.fail(error as Error));
        if (isRefusal(error)) return await this.isolate(flights, error as Error, again);
        // Lost, restarted, locked, or unknown whether it was committed: the same numbers again.
        again = true;
        this.logger.warn(`append repeated in ${wait} ms: ${(error as Error).message}`);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  private async storeOnce(flights: readonly Flight[], again: boolean): Promise<void> {
    const batches = flights.map(({ batch }) => batch);
    const { rows } = await this.pool.query<Appended>(appendStatement(batches, again));
    const held = new Set(rows[0]!.held);
    const at = new Date(rows[0]!.at);
    for (const [index, { writer, publish, batch }] of flights.entries()) {
      if (!held.has(index + 1)) {
        writer.fail(new WriterFencedError(batch.fence.runId));
        continue;
      }
      publish(batch.events.map(({ seq, data }) => ({ seq, data, at })));
      writer.committed();
    }
  }

  /** The database refuses something of one session: the others are stored, that writer fails. */
  private async isolate(flights: readonly Flight[], error: Error, again: boolean): Promise<void> {
    if (flights.length === 1) {
      this.logger.error(`append refused: ${error.message}`);
      flights[0]!.writer.fail(error);
      return;
    }
    for (const flight of flights) await this.store([flight], again);
  }
}

/** Data that the database will never take: SQLSTATE classes 21, 22, 23, 42 and 54. */
function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code.length === 5 && /^(21|22|23|42|54)/.test(code);
}
