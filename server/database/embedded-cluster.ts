import pg from 'pg';
import { attachCluster } from './attach-cluster.js';
import { createCluster } from './create-cluster.js';
import { DatabaseError, reasonOf } from './database-error.js';
import { withFileLock } from './file-lock.js';
import { launchCluster } from './launch-cluster.js';
import type { PgConnection } from './pg-connection.js';
import { readCredentials } from './postgres-credentials.js';
import { type PostgresHome, unwritable } from './postgres-home.js';
import { runPostgresProgram } from './postgres-program.js';
import { isRunning } from './postmaster-file.js';

const DATABASE = 'zzzero';
/** For another process's initdb and start, or its stop, ms. */
const LOCK_PATIENCE_MS = 60_000;

/**
 * Has PostgreSQL running on the home's data, whoever starts it, with a database of ours in it.
 *
 * @param join what must happen before another process may find the server unused and stop it
 * @throws DatabaseError
 */
export async function ensureRunning<T>(
  home: PostgresHome,
  join: (connection: PgConnection) => Promise<T>,
): Promise<T> {
  try {
    return await withFileLock(home.lockFile, LOCK_PATIENCE_MS, async () => {
      await createCluster(home);
      const address = (await attachCluster(home)) ?? (await launchCluster(home));
      const server = { ...address, ...(await readCredentials(home)) };
      await createDatabase({ ...server, database: 'postgres' });
      return join({ ...server, database: DATABASE });
    });
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const { code, path } = error as NodeJS.ErrnoException;
    if (path && ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(code ?? ''))
      throw unwritable(home.base, error);
    throw new DatabaseError(
      'database_start_failed',
      `The built-in PostgreSQL did not start: ${reasonOf(error)}.`,
      `Its log is ${home.log}. A PostgreSQL of your own does as well: DATABASE_URL=postgres://user:password@host/database npm start`,
      { cause: error },
    );
  }
}

/**
 * Stops the server if `isUnused` says so; nobody can start or join meanwhile.
 * @throws Error when it does not stop
 */
export async function stopIf(home: PostgresHome, isUnused: () => Promise<boolean>): Promise<void> {
  await withFileLock(home.lockFile, LOCK_PATIENCE_MS, async () => {
    if (!(await isUnused())) return;
    try {
      await runPostgresProgram(home, 'pg_ctl', ['stop', '-D', home.data, '-m', 'fast', '-w']);
    } catch (error) {
      // It was killed before we came.
      if (isRunning(home.data)) throw error;
    }
  });
}

async function createDatabase(admin: PgConnection): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
