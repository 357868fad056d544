import { realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { readCredentials } from './postgres-credentials.js';
import type { PgConnection } from './pg-connection.js';
import type { PostgresHome } from './postgres-home.js';
import { disownForeignProcess, mayBePostgres, readPostmaster } from './postmaster-file.js';

const POLL_MS = 50;
/** For a server that says it is starting, perhaps recovering from a power cut, or stopping, ms. */
const BUSY_PATIENCE_MS = 60_000;
/** For a server that is there and does not listen yet, ms. */
const SILENT_PATIENCE_MS = 3_000;

/** `cannot_connect_now` in PostgreSQL's list of codes. */
const CANNOT_CONNECT_NOW = '57P03';
const NOT_LISTENING = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'];

/**
 * The address of the server that runs on this very folder, left there by another process or by one that was killed.
 * Undefined when none does. Call it under the home's lock.
 */
export async function attachCluster(home: PostgresHome): Promise<PgConnection | undefined> {
  const started = Date.now();
  for (;;) {
    const postmaster = readPostmaster(home.data);
    if (!postmaster) return undefined;
    let patience = SILENT_PATIENCE_MS;
    if (postmaster !== 'incomplete') {
      if (!mayBePostgres(postmaster.pid)) {
        disownForeignProcess(home.data, postmaster);
        return undefined;
      }
      const address = { host: postmaster.host, port: postmaster.port };
      try {
        const folder = await askDataFolder({ ...address, ...(await readCredentials(home)) });
        // Another server has the address by now; the file is of one that died.
        return folder === realpathSync(home.data) ? address : undefined;
      } catch (error) {
        const { code = '' } = error as { code?: string };
        if (code === CANNOT_CONNECT_NOW) patience = BUSY_PATIENCE_MS;
        else if (!NOT_LISTENING.includes(code)) throw error;
      }
    }
    // pg_ctl knows what to do with it, or says why not.
    if (Date.now() - started > patience) return undefined;
    await delay(POLL_MS);
  }
}

async function askDataFolder(server: PgConnection): Promise<string> {
  const client = new pg.Client({ ...server, database: 'postgres', connectionTimeoutMillis: 5_000 });
  // Said again by the rejected query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return realpathSync(rows[0]!.data_directory);
  } finally {
    await client.end();
  }
}
