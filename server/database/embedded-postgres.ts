import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg, { type ClientConfig } from 'pg';
import { DatabaseError } from './database-error.js';
import { withFileLock } from './file-lock.js';
import { POSTGRES_MAJOR } from './postgres-binaries.js';
import { own, preparePostgresHome, type PostgresHome } from './postgres-home.js';
import { PostgresServer } from './postgres-server.js';

const USER = 'zzzero';
const DATABASE = 'zzzero';
/** Held shared by every server that uses the data folder; whoever gets it alone is the last. */
const USERS_LOCK = 78_610_001;
const LOCK_TIMEOUT_MS = 60_000;
const START_SECONDS = '60';

/**
 * A real PostgreSQL in `DATA_DIR/postgres`, driven by `pg_ctl` in a session of its own: it outlives a `kill -9` of
 * ours, the next start attaches, and the last one to leave stops it.
 */
export class EmbeddedPostgres extends PostgresServer {
  private constructor(
    private readonly home: PostgresHome,
    readonly connection: ClientConfig,
    private readonly presence: pg.Client,
  ) {
    super();
  }

  /** @throws DatabaseError */
  static async start(dataDir: string): Promise<EmbeddedPostgres> {
    const home = preparePostgresHome(dataDir);
    try {
      return await withFileLock(home.lockFile, LOCK_TIMEOUT_MS, async () => {
        if (!existsSync(join(home.data, 'PG_VERSION'))) await initialise(home);
        await checkVersion(home);
        const connection = (await runningConnection(home)) ?? (await launch(home));
        const presence = await joinUsers(connection);
        return new EmbeddedPostgres(home, { ...connection, database: DATABASE }, presence);
      });
    } catch (error) {
      if (error instanceof DatabaseError) throw error;
      throw new DatabaseError(
        'database_start_failed',
        `The built-in PostgreSQL did not start: ${(error as Error).message}`,
        `Its log is ${home.log}.`,
        { cause: error },
      );
    }
  }

  get description(): string {
    return `${this.home.data} (built-in PostgreSQL ${POSTGRES_MAJOR})`;
  }

  async release(): Promise<void> {
    await withFileLock(this.home.lockFile, LOCK_TIMEOUT_MS, async () => {
      const last = await this.isLast().catch(() => false);
      await this.presence.end().catch(() => undefined);
      if (last) await run(this.home, 'pg_ctl', ['stop', '-D', this.home.data, '-m', 'fast', '-w']);
    });
  }

  private async isLast(): Promise<boolean> {
    await this.presence.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK]);
    const { rows } = await this.presence.query<{ alone: boolean }>(
      'select pg_try_advisory_lock($1) as alone',
      [USERS_LOCK],
    );
    return rows[0]!.alone;
  }
}

/** In a folder beside, renamed when it is whole: an interrupted initdb leaves nothing that looks like a database. */
async function initialise(home: PostgresHome): Promise<void> {
  const folder = `${home.data}.new`;
  await rm(folder, { recursive: true, force: true });
  own(folder, home.owner);
  const password = randomBytes(24).toString('base64url');
  await writeFile(home.passwordFile, password, { mode: 0o600 });
  const passwordForInitdb = join(folder, '..', 'postgres.initdb');
  await writeFile(passwordForInitdb, password, { mode: 0o600 });
  if (home.owner) await chown(passwordForInitdb, home.owner.uid, home.owner.gid);
  try {
    await run(home, 'initdb', [
      '-D',
      folder,
      '-U',
      USER,
      `--pwfile=${passwordForInitdb}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // With plain C, trigrams of Chinese are empty (measured).
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--lc-collate=C',
      '--lc-ctype=C.UTF-8',
      '--no-instructions',
    ]);
  } finally {
    await rm(passwordForInitdb, { force: true });
  }
  await appendFile(join(folder, 'postgresql.conf'), "\ninclude_if_exists = 'zzzero.conf'\n");
  await rename(folder, home.data);
}

async function checkVersion(home: PostgresHome): Promise<void> {
  const version = (await readFile(join(home.data, 'PG_VERSION'), 'utf8')).trim();
  if (version === POSTGRES_MAJOR) return;
  throw new DatabaseError(
    'database_version_mismatch',
    `${home.data} belongs to PostgreSQL ${version}; this is ${POSTGRES_MAJOR}.`,
    'Start it with the ZZZero that made it and export your sessions, or choose another DATA_DIR.',
  );
}

/** The connection of a server that runs on this very folder, else undefined. */
async function runningConnection(home: PostgresHome): Promise<ClientConfig | undefined> {
  const lines = await readFile(join(home.data, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const port = Number(lines[3]);
  if (!port) return undefined;
  const connection = await connectionTo(home, lines[4] || '127.0.0.1', port);
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === home.data ? connection : undefined;
  } catch {
    // A stale file of a server that is gone: pg_ctl knows what to do with it.
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function launch(home: PostgresHome): Promise<ClientConfig> {
  const port = home.socketFolder ? 5432 : await freePort();
  const settings = {
    port: String(port),
    listen_addresses: home.socketFolder ? '' : '127.0.0.1',
    unix_socket_directories: home.socketFolder ?? '',
    max_connections: '200',
    log_min_messages: 'warning',
    // Minutes of a long-idle server are not worth a core: keep its background quiet.
    autovacuum_naptime: '30s',
  };
  const conf = Object.entries(settings).map(([key, value]) => `${key} = '${value.replaceAll("'", "''")}'`);
  await writeFile(join(home.data, 'zzzero.conf'), `${conf.join('\n')}\n`, { mode: 0o644 });
  await writeFile(home.log, '', { flag: 'a' });
  if (home.owner) await chown(home.log, home.owner.uid, home.owner.gid);
  try {
    await run(home, 'pg_ctl', ['start', '-D', home.data, '-l', home.log, '-w', '-t', START_SECONDS]);
  } catch (error) {
    const tail = (await readFile(home.log, 'utf8')).trim().split('\n').slice(-3).join(' ');
    throw new Error(`${(error as Error).message} ${tail}`, { cause: error });
  }
  return connectionTo(home, home.socketFolder ?? '127.0.0.1', port);
}

async function connectionTo(home: PostgresHome, host: string, port: number): Promise<ClientConfig> {
  return {
    host,
    port,
    user: USER,
    password: await readFile(home.passwordFile, 'utf8'),
    database: 'postgres',
  };
}

/** Makes our database if need be, and joins those who use the server. */
async function joinUsers(connection: ClientConfig): Promise<pg.Client> {
  const admin = new pg.Client(connection);
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await admin.query(`create database ${DATABASE}`);
  } finally {
    await admin.end();
  }
  const presence = new pg.Client({ ...connection, database: DATABASE, application_name: 'zzzero-presence' });
  // A restart of the server ends this connection; nothing here depends on it until we leave.
  presence.on('error', () => undefined);
  await presence.connect();
  await presence.query('select pg_advisory_lock_shared($1)', [USERS_LOCK]);
  // It is there to be seen, not to keep the process alive.
  (presence as unknown as { unref(): void }).unref();
  return presence;
}

/** In a session of its own, so that Ctrl-C in our terminal does not reach the server. */
function run(home: PostgresHome, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(home.native, 'bin', program), args, {
      ...home.owner,
      cwd: home.base,
      detached: true,
      // Nothing is piped on pg_ctl start: the server would inherit the pipe and keep it open.
      stdio: ['ignore', 'ignore', program === 'initdb' ? 'pipe' : 'ignore'],
      env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: join(home.native, 'lib') },
    });
    let complaints = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} ended with ${code}. ${complaints.trim()}`.trim()));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
