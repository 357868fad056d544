import { readFile } from 'node:fs/promises';
import type { PgConnection } from './pg-connection.js';
import type { PostgresHome } from './postgres-home.js';

/** The superuser of the embedded server. */
export const POSTGRES_USER = 'zzzero';

/** What every connection to the embedded server carries. A `PGSSLMODE` is meant for another server. */
export async function readCredentials({
  passwordFile,
}: PostgresHome): Promise<Pick<PgConnection, 'user' | 'password' | 'ssl'>> {
  return { user: POSTGRES_USER, password: await readFile(passwordFile, 'utf8'), ssl: false };
}
