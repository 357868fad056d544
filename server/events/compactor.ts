import { Injectable } from '@nestjs/common';
import { sql, type Transaction } from 'kysely';
import { Database } from '../database/database.js';
import type { Schema } from '../database/schema.js';
import { lockSession } from '../database/session-lock.js';
import { packRows, type EventRow } from './event-block.js';

/** Events of one block. */
const BLOCK = 1_000;

/** Turns the rows of sessions at rest into blocks: the same events, numbers and times in a fraction of the bytes. */
@Injectable()
export class Compactor {
  constructor(private readonly database: Database) {}

  /** @returns whether it was done; not while a run is active, nor twice */
  async compact(sessionId: string): Promise<boolean> {
    return this.database.transaction().execute(async (trx) => {
      if ((await lockSession(trx, sessionId)) !== 'resting') return false;
      const { compacted } = await trx
        .selectFrom('sessions')
        .select('compacted')
        .where('id', '=', sessionId)
        .executeTakeFirstOrThrow();
      if (compacted) return false;
      // A writer that slept through its run's end might repeat its last batch: the rows that would refuse it are gone.
      await trx
        .updateTable('runs')
        .set({ epoch: sql`epoch + 1` })
        .where('session_id', '=', sessionId)
        .execute();
      while (await this.compactNext(trx, sessionId));
      await trx.updateTable('sessions').set({ compacted: true }).where('id', '=', sessionId).execute();
      return true;
    });
  }

  private async compactNext(trx: Transaction<Schema>, sessionId: string): Promise<boolean> {
    const { rows } = await sql<EventRow>`
      select seq, run_id as "runId", (extract(epoch from at) * 1000000)::bigint::text as at, data
        from events where session_id = ${sessionId} order by seq limit ${BLOCK}`.execute(trx);
    const first = rows[0]?.seq;
    const last = rows.at(-1)?.seq;
    if (first === undefined || last === undefined) return false;
    await trx
      .insertInto('event_blocks')
      .values({ session_id: sessionId, first, last, data: await packRows(rows) })
      .execute();
    await trx.deleteFrom('events').where('session_id', '=', sessionId).where('seq', '<=', last).execute();
    return true;
  }
}
