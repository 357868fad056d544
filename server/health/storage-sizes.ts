import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import type { StorageDto } from './health.dto.js';

/** Sizes change slowly, and health is asked often, ms. */
const FRESH_MS = 60_000;

/** What the database holds, measured at most once a minute. */
@Injectable()
export class StorageSizes {
  private measured?: StorageDto;
  private measuredAt = -Infinity;

  constructor(private readonly database: Database) {}

  async measure(): Promise<StorageDto> {
    if (!this.measured || performance.now() - this.measuredAt > FRESH_MS) {
      // Of the two big tables the planner's estimate has to do: counting them would take longer than health may.
      const { rows } = await sql<StorageDto>`
        select pg_database_size(current_database()) as database_bytes,
               (select count(*) from sessions) as sessions,
               (select greatest(reltuples, 0)::bigint from pg_class where oid = 'events'::regclass) as event_rows,
               (select greatest(reltuples, 0)::bigint from pg_class where oid = 'event_blocks'::regclass)
                 as event_blocks`.execute(this.database);
      this.measured = rows[0]!;
      this.measuredAt = performance.now();
    }
    return this.measured;
  }
}
