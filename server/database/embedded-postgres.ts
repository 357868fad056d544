import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { ensureRunning, stopIf } from './embedded-cluster.js';
import type { PgConnection } from './pg-connection.js';
import { POSTGRES_MAJOR } from './postgres-binaries.js';
import { type PostgresHome, preparePostgresHome } from './postgres-home.js';
import { PostgresServer } from './postgres-server.js';
import { ServerPresence } from './server-presence.js';

/** Between two attempts to have a lost server back, ms. */
const RETURN_PAUSE_MS = 1_000;

/**
 * A real PostgreSQL in `DATA_DIR/postgres`, driven by `pg_ctl`. It outlives a `kill -9` of ours and the next start
 * attaches; the last process to leave stops it. If it dies under us it is started again.
 */
export class EmbeddedPostgres extends PostgresServer {
  private presence: ServerPresence;
  private released = false;
  private returning?: Promise<void>;

  private constructor(
    private readonly home: PostgresHome,
    readonly connection: PgConnection,
  ) {
    super();
  }

  /**
   * @param dataDir absolute path; made if need be
   * @throws DatabaseError
   */
  static async start(dataDir: string): Promise<EmbeddedPostgres> {
    const home = preparePostgresHome(dataDir);
    return ensureRunning(home, async (connection) => {
      const server = new EmbeddedPostgres(home, connection);
      await server.join(connection);
      return server;
    });
  }

  get description(): string {
    return `${this.home.data} (built-in PostgreSQL ${POSTGRES_MAJOR})`;
  }

  async release(): Promise<void> {
    this.released = true;
    await this.returning;
    await stopIf(this.home, () => this.presence.leave());
  }

  private async join(connection: PgConnection): Promise<void> {
    this.presence = await ServerPresence.join(connection, () => {
      if (!this.released) this.returning = this.comeBack();
    });
  }

  /** Somebody stopped PostgreSQL, or the system killed it; our pools wait for it at its old address. */
  private async comeBack(): Promise<void> {
    const logger = new Logger('Database');
    logger.warn('PostgreSQL is gone; it is started again.');
    while (!this.released) {
      try {
        await ensureRunning(this.home, (connection) => this.join(connection));
        logger.log('PostgreSQL is back.');
        return;
      } catch (error) {
        logger.error((error as Error).message);
        await delay(RETURN_PAUSE_MS);
      }
    }
  }
}
