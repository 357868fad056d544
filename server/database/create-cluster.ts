import { randomBytes } from 'node:crypto';
import { appendFile, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from './database-error.js';
import { POSTGRES_MAJOR } from './postgres-binaries.js';
import { POSTGRES_USER } from './postgres-credentials.js';
import type { PostgresHome } from './postgres-home.js';
import { runPostgresProgram } from './postgres-program.js';
import { makePrivateFolder } from './postgres-user.js';

/** Written before each start and read by PostgreSQL after its own configuration. */
export const SETTINGS_FILE = 'zzzero.conf';

/**
 * Runs `initdb` unless the folder holds a cluster already. Done in a folder beside that is renamed when it is whole:
 * an interruption leaves nothing that looks like a database. Call it under the home's lock.
 *
 * @throws DatabaseError `database_version_mismatch` when the folder belongs to another major version
 */
export async function createCluster(home: PostgresHome): Promise<void> {
  if (!existsSync(join(home.data, 'PG_VERSION'))) await initialise(home);
  const version = (await readFile(join(home.data, 'PG_VERSION'), 'utf8')).trim();
  if (version === POSTGRES_MAJOR) return;
  throw new DatabaseError(
    'database_version_mismatch',
    `${home.data} belongs to PostgreSQL ${version}, and this ZZZero brings PostgreSQL ${POSTGRES_MAJOR}.`,
    'Use the ZZZero that made the folder, or choose another one: DATA_DIR=/path/to/folder npm start',
  );
}

async function initialise(home: PostgresHome): Promise<void> {
  const folder = `${home.data}.new`;
  await rm(folder, { recursive: true, force: true });
  makePrivateFolder(folder, home.user);
  const password = randomBytes(24).toString('base64url');
  await writeFile(home.passwordFile, password, { mode: 0o600 });
  // initdb reads it as the server's user, who must not read ours.
  const copy = `${home.passwordFile}.initdb`;
  await rm(copy, { force: true });
  await writeFile(copy, password, { mode: 0o600 });
  if (home.user) await chown(copy, home.user.uid, home.user.gid);
  try {
    await runPostgresProgram(home, 'initdb', [
      `--pgdata=${folder}`,
      `--username=${POSTGRES_USER}`,
      `--pwfile=${copy}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // With plain C, trigrams of Chinese are empty (measured).
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--lc-collate=C',
      '--lc-ctype=C.UTF-8',
      '--no-instructions',
    ]);
  } finally {
    await rm(copy, { force: true });
  }
  await appendFile(join(folder, 'postgresql.conf'), `\ninclude = '${SETTINGS_FILE}'\n`);
  await rename(folder, home.data);
}
