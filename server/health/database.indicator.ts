import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { sql } from 'kysely';
import { Database } from '../database/database.js';

/** Longer than this and the server is of no use to anyone, ms. */
const PATIENCE = 3_000;

/** Asks the database for the least it can answer. */
@Injectable()
export class DatabaseIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
  ) {}

  async check(): Promise<HealthIndicatorResult<'database'>> {
    const indicator = this.indicators.check('database');
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE);
      });
      await Promise.race([sql`select 1`.execute(this.database), late]);
      return indicator.up();
    } catch {
      // The reason may hold the database's address; the pool has logged it.
      return indicator.down('does not answer');
    } finally {
      clearTimeout(timer);
    }
  }
}
