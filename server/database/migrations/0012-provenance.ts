import { sql, type Kysely } from 'kysely';

/** Where the output of a finished attempt comes from: prompt, research, model, times, tokens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table checkpoints add column provenance text`.execute(db);
}
