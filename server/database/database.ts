import { Logger } from '@nestjs/common';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { PgConnection } from './pg-connection.js';
import type { Schema } from './schema.js';

// bigint as number: sequence numbers stay below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const CONNECT_TIMEOUT_MS = 10_000;

/** All queries of ours but the append; also the DI token. */
export class Database extends Kysely<Schema> {
  /** @param connections at once, at most; further queries wait for one */
  constructor(connection: PgConnection, connections = 10) {
    const pool = new pg.Pool({
      ...connection,
      max: connections,
      application_name: 'zzzero',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    // A lost connection is replaced by the next query. Without the listeners it would end the process: the pool hears
    // those that are idle, the connection itself those at work.
    const warn = (error: Error) => new Logger('Database').warn(`connection lost: ${error.message}`);
    pool.on('error', warn);
    pool.on('connect', (client) => client.on('error', warn));
    super({ dialect: new PostgresDialect({ pool }) });
  }
}
