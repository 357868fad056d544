import type { ClientConfig } from 'pg';

/**
 * How to reach a database, for any `pg.Client` or `pg.Pool`: host (an address or the folder of a Unix socket), port,
 * user, password and database; or one `connectionString`.
 */
export type PgConnection = Pick<
  ClientConfig,
  'host' | 'port' | 'user' | 'password' | 'database' | 'ssl' | 'connectionString'
>;
