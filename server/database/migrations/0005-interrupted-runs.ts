import { sql, type Kysely } from 'kysely';

/** Runs that wait for an answer: ended, and only to be resumed or cancelled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table runs drop constraint runs_status_check`.execute(db);
  await sql`alter table runs add constraint runs_status_check
    check (status in ('queued', 'running', 'interrupted', 'finished', 'cancelled', 'failed'))`.execute(db);
}
