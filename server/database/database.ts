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
    // An idle connection that is lost is replaced by the next query; without a listener it would end the process.
    pool.on('error', (error) => new Logger('Database').warn(`connection lost: ${error.message}`));
    super({ dialect: new PostgresDialect({ pool }) });
  }
}
