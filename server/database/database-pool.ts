import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { troubleError, troubleOf } from './database-trouble.js';

/**
 * node-postgres' pool as Kysely uses it, with two differences. The database's troubles leave it as `DatabaseError`s.
 * And a connection that has shown one is never used again: after a timeout it still waits for its old answer, and
 * `default_transaction_read_only` is read once, when a connection begins.
 */
export class DatabasePool implements PostgresPool {
  private readonly pool: pg.Pool;

  /** @param onLoss hears of connections that ended, idle or at work; without it they would end the process */
  constructor(config: pg.PoolConfig, onLoss: (error: Error) => void) {
    this.pool = new pg.Pool(config);
    this.pool.on('error', onLoss);
    this.pool.on('connect', (client) => client.on('error', onLoss));
  }

  get options(): object {
    return this.pool.options;
  }

  /** @throws DatabaseError */
  async connect(): Promise<PostgresPoolClient> {
    const client = await this.pool.connect().catch(tell);
    let trouble: Error | undefined;
    return {
      async query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
        if (trouble) throw trouble;
        try {
          return (await client.query(text, [...values])) as unknown as PostgresQueryResult<R>;
        } catch (error) {
          if (troubleOf(error)) trouble = error as Error;
          return tell(error);
        }
      },
      release: (destroy) => client.release(trouble ?? destroy),
    } as PostgresPoolClient;
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}

function tell(error: unknown): never {
  const trouble = troubleOf(error);
  throw trouble ? troubleError(trouble, error) : error;
}
