import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import { unpackEvents } from './event-block.js';
import type { StoredEvent } from './stored-event.js';

/** Blocks of one read; a block holds up to 1,000 events. */
const BLOCKS = 3;

type Row = { first: number; block: Buffer } | ({ first: null } & StoredEvent);

/**
 * Up to `limit` events after `after`, wherever they lie: in blocks, or in rows. Both are read in one statement, so
 * that a compaction at the same moment is seen whole or not at all. Rows are asked for by their numbers, which have no
 * gaps: with a `limit` PostgreSQL, where it knows nothing of a new session yet, sorts all that is left of it for each page.
 */
export async function readEvents(
  database: Database,
  sessionId: string,
  after: number,
  limit: number,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let more = true; more && events.length < limit;) {
    const cursor = events.at(-1)?.seq ?? after;
    const { rows } = await sql<Row>`
      (select first, data as block, null::bigint as seq, null::timestamptz as at, null::text as data
         from event_blocks where session_id = ${sessionId} and last > ${cursor} order by first limit ${BLOCKS})
      union all
      (select null, null, seq, at, data from events
        where session_id = ${sessionId} and seq > ${cursor} and seq <= ${cursor + limit} order by seq)`.execute(
      database,
    );
    const blocks = rows.filter((row) => row.first !== null);
    // Behind a full hand of blocks there may be further ones, before the rows.
    more = blocks.length === BLOCKS;
    for (const { first, block } of blocks) {
      for (const event of await unpackEvents(first, block)) if (event.seq > cursor) events.push(event);
    }
    if (more) continue;
    for (const row of rows) if (row.first === null) events.push({ seq: row.seq, at: row.at, data: row.data });
  }
  return events.length > limit ? events.slice(0, limit) : events;
}
