import { sql, type Kysely } from 'kysely';

/** What people want to have written. A version never changes: runs are planned with it, now and later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table templates (
    id text primary key,
    name text not null,
    version integer not null,
    archived boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`.execute(db);
  await sql`create table template_versions (
    template_id text not null references templates on delete cascade,
    version integer not null,
    content text not null,
    created_at timestamptz not null default now(),
    primary key (template_id, version))`.execute(db);
}
