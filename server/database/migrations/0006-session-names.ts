import { sql, type Kysely } from 'kysely';

/** What somebody calls a session; its runs keep their own title. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sessions add column name text`.execute(db);
}
