import { sql, type Kysely } from 'kysely';

/** Characters that are written together: one session each, so many at a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table casts (
    id text primary key,
    name text not null,
    settings text not null,
    at_once integer not null,
    token_cap bigint,
    stopped boolean not null default false,
    open boolean not null default true,
    created_at timestamptz not null default now())`.execute(db);
  await sql`create index casts_open on casts (id) where open and not stopped`.execute(db);
  await sql`create table cast_members (
    cast_id text not null references casts on delete cascade,
    position integer not null,
    input text not null,
    session_id text references sessions on delete set null,
    begun boolean not null default false,
    again boolean not null default false,
    error_code text,
    primary key (cast_id, position))`.execute(db);
}
