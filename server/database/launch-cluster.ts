import { chown, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SETTINGS_FILE } from './create-cluster.js';
import { freeLoopbackPort } from './free-port.js';
import type { PgConnection } from './pg-connection.js';
import type { PostgresHome } from './postgres-home.js';
import { runPostgresProgram } from './postgres-program.js';

const SOCKET_PORT = 5432;
/** Recovery after a power cut included. */
const START_SECONDS = '60';
/** A second try is worth it: another program took the port, or the rest of a killed server was not gone yet. */
const ATTEMPTS = 3;
const PAUSE_MS = 300;
/** A log longer than this is put aside, bytes. */
const LOG_LIMIT = 10_000_000;
/** Lines of the log that an error carries. */
const TAIL = 3;

/**
 * Starts PostgreSQL and waits until it answers. Call it under the home's lock.
 * @returns its address
 * @throws Error with the last lines of the log
 */
export async function launchCluster(home: PostgresHome): Promise<PgConnection> {
  for (let attempt = 1; ; attempt++) {
    const address = await configure(home);
    const logged = await prepareLog(home);
    try {
      await runPostgresProgram(home, 'pg_ctl', [
        'start',
        ...['-D', home.data, '-l', home.log, '-w', '-t', START_SECONDS],
      ]);
      return address;
    } catch (error) {
      if (attempt === ATTEMPTS) throw await withLog(error as Error, home, logged);
      await delay(PAUSE_MS);
    }
  }
}

/** Rewritten at each start: a folder may have moved, and with it its socket. */
async function configure({ data, socketFolder, user }: PostgresHome): Promise<PgConnection> {
  const file = join(data, SETTINGS_FILE);
  const port = socketFolder ? SOCKET_PORT : await freeLoopbackPort(await portIn(file));
  const settings = {
    port: String(port),
    listen_addresses: socketFolder ? '' : '127.0.0.1',
    unix_socket_directories: socketFolder ?? '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  if (user) await chown(file, user.uid, user.gid);
  return { host: socketFolder ?? '127.0.0.1', port };
}

/** The port of last time, so that a server that comes back is found by those who knew it. */
async function portIn(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return Number(/^port = '(\d+)'$/m.exec(text)?.[1]) || undefined;
}

/** @returns its length, bytes: what comes after is of this start */
async function prepareLog({ log, user }: PostgresHome): Promise<number> {
  const length = await stat(log).then(
    ({ size }) => size,
    () => 0,
  );
  const isLong = length > LOG_LIMIT;
  if (isLong) await rename(log, `${log}.old`);
  await (await open(log, 'a', 0o600)).close();
  if (user) await chown(log, user.uid, user.gid);
  return isLong ? 0 : length;
}

async function withLog(error: Error, { log }: PostgresHome, from: number): Promise<Error> {
  const text = (await readFile(log)).subarray(from).toString();
  const tail = text.trim().split('\n').slice(-TAIL).join('\n');
  return new Error(`${error.message}\n${tail}`, { cause: error });
}
