import { sql, type Kysely } from 'kysely';

/** Character cards that profiles begin with, as they came. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table imported_cards (
    id text primary key,
    card text not null,
    portrait bytea,
    used boolean not null default false,
    created_at timestamptz not null default now())`.execute(db);
}
