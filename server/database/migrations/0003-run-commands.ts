import { sql, type Kysely } from 'kysely';

/** Commands to a run: what is asked of it while it is active, in the order of `id`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table run_commands (
      id bigint generated always as identity primary key,
      run_id text not null references runs on delete cascade,
      kind text not null,
      step_id text not null,
      requested_at timestamptz not null default clock_timestamp())`,
    sql`create index run_commands_run on run_commands (run_id, id)`,
  ];
  for (const statement of statements) await statement.execute(db);
}
