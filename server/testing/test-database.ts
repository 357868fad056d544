import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Database } from '../database/database.js';
import { ensureRunning } from '../database/embedded-cluster.js';
import { migrate } from '../database/migrator.js';
import type { PgConnection } from '../database/pg-connection.js';
import { preparePostgresHome } from '../database/postgres-home.js';

const TEMPLATE = 'zzzero_template';

/** A migrated database of a suite's own. */
export interface TestDatabase {
  /** For `PostgresServer` and direct clients. */
  connection: PgConnection;
  /** The same, for `DATABASE_URL`. */
  url: string;
  database: Database;
  /** Closes `database` and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

let server: Promise<PgConnection> | undefined;

/**
 * The test run's PostgreSQL: started by the first suite that asks, stopped when the run ends. No suite joins its users,
 * or the last would stop it between two suites.
 */
function testServer(): Promise<PgConnection> {
  const folder = process.env['ZZZERO_TEST_DIR']!;
  return (server ??= ensureRunning(preparePostgresHome(folder), (connection) => Promise.resolve(connection)));
}

/** Copied from a template, so that a suite waits for one copy instead of all migrations. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const connection = await testServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(connection, async (admin) => {
    await makeTemplate(admin, connection);
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
      await asAdmin(connection, (admin) => admin.query(`drop database ${name} with (force)`));
    },
  };
}

/** Once a test run. It gets its name when it is whole. */
async function makeTemplate(admin: pg.Client, connection: PgConnection): Promise<void> {
  await admin.query('select pg_advisory_lock(1)');
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
  if (rowCount !== 0) return;
  const unfinished = `${TEMPLATE}_unfinished`;
  await admin.query(`drop database if exists ${unfinished} with (force)`);
  await admin.query(`create database ${unfinished}`);
  const database = new Database({ ...connection, database: unfinished }, 1);
  try {
    await migrate(database);
  } finally {
    await database.destroy();
  }
  await admin.query(`alter database ${unfinished} rename to ${TEMPLATE}`);
}

async function asAdmin(
  connection: PgConnection,
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

/** The same place, for `DATABASE_URL`. */
export function urlOf({ host, port, user, password, database }: PgConnection): string {
  const credentials = `${user}:${password as string}`;
  // A socket's folder travels as a parameter; it wins over the host that a URL must have.
  const socket = host!.startsWith('/') ? `?host=${encodeURIComponent(host!)}` : '';
  return `postgres://${credentials}@${socket ? 'localhost' : host}:${port}/${database}${socket}`;
}
