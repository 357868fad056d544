import { Logger } from '@nestjs/common';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { DatabasePool } from './database-pool.js';
import type { PgConnection } from './pg-connection.js';
import type { Schema } from './schema.js';

// bigint as number: sequence numbers stay below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const CONNECT_TIMEOUT_MS = 5_000;
/** Nothing of ours takes so long; a wire that went dead in silence would else be waited on for a quarter of an hour, ms. */
const QUERY_TIMEOUT_MS = 15_000;
/** Silence after which the system asks whether the other end still lives, ms. */
const KEEP_ALIVE_MS = 10_000;

/**
 * All queries of ours but the append; also the DI token. When the database is away, read-only or full they reject with
 * a `DatabaseError` that says so.
 */
export class Database extends Kysely<Schema> {
  private readonly pool: DatabasePool;

  /**
   * @param connections at once, at most; further queries wait for one
   * @param patience for one answer, ms; 0: without end, for migrations
   */
  constructor(connection: PgConnection, connections = 10, patience = QUERY_TIMEOUT_MS) {
    const pool = new DatabasePool(
      {
        ...connection,
        max: connections,
        application_name: 'zzzero',
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        query_timeout: patience,
        keepAlive: true,
        keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      },
      // It is replaced by the next query.
      (error) => new Logger('Database').warn(`connection lost: ${error.message}`),
    );
    super({ dialect: new PostgresDialect({ pool }) });
    this.pool = pool;
  }

  /** Connections made so far are not used again. `default_transaction_read_only` is read once, when one begins. */
  renew(): void {
    this.pool.renew();
  }
}
