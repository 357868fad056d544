import type { PgConnection } from './pg-connection.js';

/** The PostgreSQL that this process uses: one that we start, or one that is given. Also the DI token. */
export abstract class PostgresServer {
  /** For direct connections: advisory locks and LISTEN do not pass a pooler in transaction mode. */
  abstract readonly connection: PgConnection;
  /** For people: where the data lies. Carries no password. */
  abstract readonly description: string;
  /** Leaves the server; called once, after every connection of ours is closed. */
  abstract release(): Promise<void>;
}
