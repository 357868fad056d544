import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { PgConnection } from './pg-connection.js';

/** Held shared by every process that uses the server; whoever gets it alone is the last. */
const USERS_LOCK = 78_610_001;

/**
 * This process among those who use the embedded server: one connection that holds a shared advisory lock. The kernel
 * ends it with the process, however that ends.
 */
export class ServerPresence {
  private leaving = false;

  private constructor(private readonly client: pg.Client) {}

  /**
   * @param onLoss called when the connection ends before `leave()`: the server is gone or going
   */
  static async join(connection: PgConnection, onLoss: () => void): Promise<ServerPresence> {
    const client = new pg.Client({ ...connection, application_name: 'zzzero-presence', keepAlive: true });
    client.on('error', (error) => new Logger('Database').warn(`PostgreSQL: ${error.message}`));
    const presence = new ServerPresence(client);
    try {
      await client.connect();
      await client.query('select pg_advisory_lock_shared($1)', [USERS_LOCK]);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    // Only now: of a join that failed the caller hears by its rejection, and must not hear twice.
    client.once('end', () => {
      if (!presence.leaving) onLoss();
    });
    return presence;
  }

  /**
   * Leaves the users of the server.
   * @returns whether we were the last; false when the server does not answer any more
   */
  async leave(): Promise<boolean> {
    this.leaving = true;
    try {
      await this.client.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK]);
      const { rows } = await this.client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [
        USERS_LOCK,
      ]);
      return rows[0]!.last;
    } catch (error) {
      new Logger('Database').warn(`PostgreSQL was left as it is: ${(error as Error).message}`);
      return false;
    } finally {
      await this.client.end();
    }
  }
}
