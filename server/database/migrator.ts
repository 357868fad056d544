import { Migrator, type Migration } from 'kysely/migration';
import { DatabaseError, reasonOf } from './database-error.js';
import type { Database } from './database.js';
import * as initial from './migrations/0001-initial.js';
import * as eventBlocks from './migrations/0002-event-blocks.js';
import * as runCommands from './migrations/0003-run-commands.js';
import * as commandPayload from './migrations/0004-command-payload.js';
import * as interruptedRuns from './migrations/0005-interrupted-runs.js';
import * as sessionNames from './migrations/0006-session-names.js';
import * as knowledge from './migrations/0007-knowledge.js';
import * as templates from './migrations/0008-templates.js';
import * as casts from './migrations/0009-casts.js';
import * as importedCards from './migrations/0010-imported-cards.js';
import * as runCosts from './migrations/0011-run-costs.js';
import * as provenance from './migrations/0012-provenance.js';

/** In order; a released migration is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-event-blocks': eventBlocks,
  '0003-run-commands': runCommands,
  '0004-command-payload': commandPayload,
  '0005-interrupted-runs': interruptedRuns,
  '0006-session-names': sessionNames,
  '0007-knowledge': knowledge,
  '0008-templates': templates,
  '0009-casts': casts,
  '0010-imported-cards': importedCards,
  '0011-run-costs': runCosts,
  '0012-provenance': provenance,
};

/**
 * Brings the tables up to date, in one transaction. Kysely holds an advisory lock meanwhile, so any number of servers
 * may start at once.
 *
 * @throws DatabaseError `database_version_mismatch` when a newer ZZZero has been here, `database_migration_failed`
 */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  if (/^corrupted migrations.* is missing$/.test(reasonOf(error))) {
    throw new DatabaseError(
      'database_version_mismatch',
      'The tables of this database belong to a newer ZZZero.',
      'Update ZZZero, or choose another database: DATA_DIR=/path/to/folder npm start',
      { cause: error },
    );
  }
  throw new DatabaseError(
    'database_migration_failed',
    `The tables could not be brought up to date: ${reasonOf(error)}.`,
    'Nothing was changed. The user of the database must be allowed to create tables.',
    { cause: error },
  );
}
