import { chmodSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import pg, { type ClientConfig } from 'pg';
import { Database } from '../database/database.js';
import { EmbeddedPostgres } from '../database/embedded-postgres.js';
import { migrate } from '../database/migrator.js';

const TEMPLATE = 'zzzero_template';

/** A migrated database of one's own. */
export interface TestDatabase {
  connection: ClientConfig;
  /** For `DATABASE_URL`. */
  url: string;
  database: Database;
  drop(): Promise<void>;
}

let server: Promise<EmbeddedPostgres> | undefined;

/** The test run's PostgreSQL, started by the first suite; stopped when the run ends. */
function testServer(): Promise<EmbeddedPostgres> {
  const folder = process.env['ZZZERO_TEST_DIR']!;
  chmodSync(folder, 0o755);
  return (server ??= EmbeddedPostgres.start(folder));
}

/** Made from a template, so that a suite waits for one copy instead of all migrations. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { connection } = await testServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(connection, async (admin) => {
    await admin.query('select pg_advisory_lock(1)');
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount === 0) {
      await admin.query(`create database ${TEMPLATE}_new`);
      const database = new Database({ ...connection, database: `${TEMPLATE}_new` }, 1);
      await migrate(database);
      await database.destroy();
      await admin.query(`alter database ${TEMPLATE}_new rename to ${TEMPLATE}`);
    }
    await admin.query(`create database ${name} template ${TEMPLATE}`);
  });
  const own = { ...connection, database: name };
  const database = new Database(own, 5);
  return {
    connection: own,
    url: urlOf(own),
    database,
    drop: async () => {
      await database.destroy();
      await withAdmin(connection, (admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}

async function withAdmin(
  connection: ClientConfig,
  work: (admin: pg.Client) => Promise<unknown>,
): Promise<void> {
  const admin = new pg.Client(connection);
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function urlOf({ host, port, user, password, database }: ClientConfig): string {
  const credentials = `${user}:${password as string}`;
  // A socket's folder travels as a parameter; it wins over the host that a URL must have.
  const socket = host!.startsWith('/') ? `?host=${encodeURIComponent(host!)}` : '';
  return `postgres://${credentials}@${socket ? 'localhost' : host}:${port}/${database}${socket}`;
}
