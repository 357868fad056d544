import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { ensureRunning, stopIf } from './embedded-cluster.js';
import type { PgConnection } from './pg-connection.js';
import { POSTGRES_MAJOR } from './postgres-binaries.js';
import { type PostgresHome, preparePostgresHome } from './postgres-home.js';
import { PostgresServer } from './postgres-server.js';
import { ServerPresence } from './server-presence.js';

/** Before the second attempt to have a lost server back; the pauses double up to the longest, ms. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A server that dies again before it has lived so long was not really back: the pauses go on where they were, ms. */
const STEADY_MS = 60_000;

/**
 * A real PostgreSQL in `DATA_DIR/postgres`, driven by `pg_ctl`. It outlives a `kill -9` of ours and the next start
 * attaches; the last process to leave stops it. If it dies under us it is started again.
 */
export class EmbeddedPostgres extends PostgresServer {
  private presence: ServerPresence;
  private readonly leaving = new AbortController();
  private returning?: Promise<void>;
  private attempts = 0;
  private backSince = 0;

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
    this.leaving.abort();
    await this.returning;
    await stopIf(this.home, () => this.presence.leave());
  }

  private async join(connection: PgConnection): Promise<void> {
    this.presence = await ServerPresence.join(connection, () => {
      if (!this.leaving.signal.aborted) this.returning = this.comeBack();
    });
  }

  /**
   * Somebody stopped PostgreSQL, or the system killed it; our pools wait for it at its old address. Every server on this
   * folder notices at once, and the lock file lets one of them start it. Attempts are endless, since a disk may be
   * given space, but ever rarer, also when it starts well and dies soon.
   */
  private async comeBack(): Promise<void> {
    const logger = new Logger('Database');
    if (Date.now() - this.backSince > STEADY_MS) this.attempts = 0;
    logger.warn(`PostgreSQL is gone; it is started again. Its log is ${this.home.log}`);
    while (!this.leaving.signal.aborted) {
      await this.pause();
      if (this.leaving.signal.aborted) return;
      this.attempts++;
      try {
        await ensureRunning(this.home, (connection) => this.join(connection));
        this.backSince = Date.now();
        logger.log('PostgreSQL is back.');
        return;
      } catch (error) {
        logger.error(`attempt ${this.attempts}: ${(error as Error).message}`);
      }
    }
  }

  /** None before the first attempt. */
  private async pause(): Promise<void> {
    if (this.attempts === 0) return;
    const ms = Math.min(FIRST_PAUSE_MS * 2 ** (this.attempts - 1), LONGEST_PAUSE_MS);
    await delay(ms, undefined, { signal: this.leaving.signal }).catch(() => undefined);
  }
}
