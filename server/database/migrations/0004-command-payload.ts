import { sql, type Kysely } from 'kysely';

/** What a command says besides the step it is about, JSON text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table run_commands add column payload text`.execute(db);
}
