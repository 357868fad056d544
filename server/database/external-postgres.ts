import { Logger } from '@nestjs/common';
import pg, { type ClientConfig } from 'pg';
import { DatabaseError } from './database-error.js';
import { PostgresServer } from './postgres-server.js';

/** The PostgreSQL of `DATABASE_URL`. It is not ours: we neither start nor stop it. */
export class ExternalPostgres extends PostgresServer {
  private constructor(
    readonly connection: ClientConfig,
    readonly description: string,
  ) {
    super();
  }

  /** @throws DatabaseError `database_unreachable` */
  static async connect(url: string): Promise<ExternalPostgres> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await warnAboutLocale(client);
      return new ExternalPostgres(
        { connectionString: url },
        `${client.host}:${client.port}/${client.database}`,
      );
    } catch (error) {
      throw new DatabaseError(
        'database_unreachable',
        `The database of DATABASE_URL does not answer: ${(error as Error).message}.`,
        'Check the address, the user and that it runs; or leave DATABASE_URL out to use the built-in one.',
        { cause: error },
      );
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async release(): Promise<void> {
    // Nothing is held.
  }
}

/** With a plain C locale trigrams of Chinese are empty, and search finds nothing. */
async function warnAboutLocale(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_extension where extname = 'pg_trgm'`);
  if (rowCount === 0) return;
  const { rows } = await client.query<{ empty: boolean }>(`select cardinality(show_trgm('沈')) = 0 as empty`);
  if (rows[0]?.empty) {
    new Logger('Database').warn(
      'This database has no trigrams of Chinese: create it with a UTF-8 locale (C.UTF-8).',
    );
  }
}
