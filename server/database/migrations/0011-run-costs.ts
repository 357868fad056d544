import { sql, type Kysely } from 'kysely';

/** What a run has spent, by the prices of its time; written with its ending. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table runs
    add column input_tokens integer,
    add column output_tokens integer,
    add column cost float8,
    add column currency text`.execute(db);
}
