import { sql, type Kysely } from 'kysely';

/** Compressed events of sessions at rest, what finds the sessions that are not compacted yet, and the deleted ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table event_blocks (
      session_id text not null,
      first bigint not null,
      last bigint not null,
      data bytea not null,
      primary key (session_id, first))`,
    // It is compressed already; PostgreSQL need not try.
    sql`alter table event_blocks alter column data set storage external`,
    sql`alter table sessions add column compacted boolean not null default false`,
    sql`create index sessions_uncompacted on sessions (updated_at) where not compacted`,
    // What each server may remove from its disk; "unknown to this database" would be no reason.
    sql`create table deleted_sessions (
      id text primary key,
      deleted_at timestamptz not null default now())`,
    // Rows always come after blocks.
    sql`create function session_head(id text) returns bigint language sql stable as $$
      select coalesce(
        (select seq from events where session_id = id order by seq desc limit 1),
        (select last from event_blocks where session_id = id order by first desc limit 1),
        0) $$`,
  ];
  for (const statement of statements) await statement.execute(db);
}
