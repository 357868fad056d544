import { Migrator, type Migration } from 'kysely/migration';
import type { Database } from './database.js';
import * as initial from './migrations/0001-initial.js';

/** In order; a released migration is never changed. */
const MIGRATIONS: Record<string, Migration> = { '0001-initial': initial };

/** Brings the tables up to date. Kysely holds an advisory lock meanwhile, so any number of servers may start at once. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error as Error;
}
