import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { DatabaseError } from './database-error.js';
import { troubleError, troubleOf } from './database-trouble.js';

/**
 * node-postgres' pool as Kysely uses it, with two differences. The database's troubles leave it as `DatabaseError`s.
 * And a connection that has shown one is never used again: after a timeout it still waits for its old answer.
 */
export class DatabasePool implements PostgresPool {
  private readonly pool: pg.Pool;
  private generation = 0;
  private readonly generations = new WeakMap<pg.ClientBase, number>();

  /** @param onLoss hears of connections that ended, idle or at work; without it they would end the process */
  constructor(config: pg.PoolConfig, onLoss: (error: Error) => void) {
    this.pool = new pg.Pool(config);
    this.pool.on('error', onLoss);
    this.pool.on('connect', (client) => {
      client.on('error', onLoss);
      this.generations.set(client, this.generation);
    });
  }

  get options(): object {
    return this.pool.options;
  }

  /** Has every connection there is replaced when it is wanted next: what it took for settled may have changed. */
  renew(): void {
    this.generation++;
  }

  /** @throws DatabaseError */
  async connect(): Promise<PostgresPoolClient> {
    const client = await this.take();
    let trouble: DatabaseError | undefined;
    return {
      async query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> {
        // A rollback, say, would wait for an answer that does not come.
        if (trouble) throw trouble;
        try {
          return (await client.query(text, [...values])) as unknown as PostgresQueryResult<R>;
        } catch (error) {
          const known = told(error);
          if (known instanceof DatabaseError) trouble = known;
          throw known;
        }
      },
      release: (destroy) => client.release(trouble ?? destroy),
    } as PostgresPoolClient;
  }

  end(): Promise<void> {
    return this.pool.end();
  }

  private async take(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await this.pool.connect().catch((error: unknown) => {
        throw told(error);
      });
      if (this.generations.get(client) === this.generation) return client;
      client.release(true);
    }
  }
}

function told(error: unknown): unknown {
  const trouble = troubleOf(error);
  return trouble ? troubleError(trouble, error) : error;
}
