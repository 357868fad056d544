import { sql, type Kysely } from 'kysely';

/** Sessions, runs, the event log, checkpoints, artifacts, workers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table sessions (
      id text primary key,
      workflow text not null default '',
      title text not null default '',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now())`,
    sql`create index sessions_recent on sessions (updated_at desc)`,
    sql`create table runs (
      id text primary key,
      session_id text not null references sessions on delete cascade,
      parent_run_id text,
      workflow text not null,
      input text not null,
      status text not null check (status in ('queued', 'running', 'finished', 'cancelled', 'failed')),
      epoch bigint not null default 0,
      lease_holder bigint,
      takeovers integer not null default 0,
      stop_requested_at timestamptz,
      created_at timestamptz not null default now(),
      started_at timestamptz,
      finished_at timestamptz,
      error_code text)`,
    sql`create index runs_session on runs (session_id, created_at)`,
    // A session has at most one active run; the index holds it even where the code is wrong.
    sql`create unique index runs_one_active on runs (session_id) where status in ('queued', 'running')`,
    // No foreign key: it would be checked for every event, and only a lease holder of an existing run can append.
    sql`create table events (
      session_id text not null,
      seq bigint not null,
      run_id text not null,
      at timestamptz not null default clock_timestamp(),
      data text not null,
      primary key (session_id, seq))`,
    sql`create table checkpoints (
      session_id text not null,
      step_id text not null,
      attempt integer not null,
      run_id text not null,
      output text not null,
      created_at timestamptz not null default now(),
      primary key (session_id, step_id, attempt))`,
    sql`create table artifacts (
      session_id text not null,
      name text not null,
      run_id text not null,
      media_type text not null,
      bytes integer not null,
      sha256 text not null,
      content bytea not null,
      updated_at timestamptz not null default now(),
      primary key (session_id, name))`,
    sql`create table workers (
      id bigint generated always as identity primary key,
      started_at timestamptz not null default now(),
      heartbeat_at timestamptz not null default now())`,
    sql`create table provider_rates (
      provider text primary key,
      tokens double precision not null,
      updated_at timestamptz not null default now())`,
  ];
  for (const statement of statements) await statement.execute(db);
}
