import { Logger } from '@nestjs/common';
import pg from 'pg';
import { DatabaseError, reasonOf } from './database-error.js';
import type { PgConnection } from './pg-connection.js';
import { PostgresServer } from './postgres-server.js';

const CONNECT_TIMEOUT_MS = 10_000;

/** The PostgreSQL of `DATABASE_URL`. It is not ours: we neither start nor stop it. */
export class ExternalPostgres extends PostgresServer {
  private constructor(
    readonly connection: PgConnection,
    readonly description: string,
  ) {
    super();
  }

  /** @throws DatabaseError `database_unreachable` */
  static async connect(url: string): Promise<ExternalPostgres> {
    try {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
      // Said again by the rejected query.
      client.on('error', () => undefined);
      try {
        await client.connect();
        if (await lacksChineseTrigrams(client)) {
          new Logger('Database').warn(
            'Search in this database will not find Chinese: its locale knows no letters beyond ASCII. Create it with a UTF-8 locale, e.g. C.UTF-8.',
          );
        }
      } finally {
        await client.end();
      }
      const description = `${client.host}:${client.port}/${client.database}`;
      return new ExternalPostgres({ connectionString: url }, description);
    } catch (error) {
      throw new DatabaseError(
        'database_unreachable',
        `The database of DATABASE_URL cannot be used: ${reasonOf(error)}.`,
        'Check that it runs, its address, user and password; or unset DATABASE_URL to use the built-in one.',
        { cause: error },
      );
    }
  }

  async release(): Promise<void> {
    // Nothing is held.
  }
}

/** Asked of pg_trgm itself, in a transaction that leaves nothing behind. False also where we may not ask. */
async function lacksChineseTrigrams(client: pg.Client): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query('create extension if not exists pg_trgm');
    const { rows } = await client.query<{ lacking: boolean }>(
      `select cardinality(show_trgm('沈')) = 0 as lacking`,
    );
    return rows[0]!.lacking;
  } catch (error) {
    new Logger('Database').debug(`pg_trgm cannot be asked: ${reasonOf(error)}`);
    return false;
  } finally {
    await client.query('rollback');
  }
}
