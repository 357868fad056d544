import type { Transaction } from 'kysely';
import type { Schema } from './schema.js';

/** How a session is found by whoever locks it. */
export type LockedSession = 'missing' | 'active' | 'resting';

/**
 * Locks the session's row to the end of the transaction. Whoever writes to a session that no run holds (a start, a
 * compaction, a deletion) goes this way, so that they queue up; a resting session stays so meanwhile.
 */
export async function lockSession(trx: Transaction<Schema>, sessionId: string): Promise<LockedSession> {
  const session = await trx
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', sessionId)
    .forUpdate()
    .executeTakeFirst();
  if (!session) return 'missing';
  const active = await trx
    .selectFrom('runs')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return active ? 'active' : 'resting';
}
