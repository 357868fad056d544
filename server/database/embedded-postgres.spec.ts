import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { CompiledServer, type ServerProcess } from '../testing/compiled-server.js';
import { openTemporaryFolder } from '../testing/open-folder.js';
import { until } from '../testing/until.js';
import { Database } from './database.js';
import type { DatabaseError } from './database-error.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

// initdb takes its time on a busy machine.
jest.setTimeout(60_000);

/** Every test leaves PostgreSQL stopped, so that the next finds the folder as after an orderly end. */
describe('EmbeddedPostgres', () => {
  let folder: string;
  let compiled: CompiledServer;
  const processes: ServerProcess[] = [];

  const pidFile = () => join(folder, 'postgres', 'postmaster.pid');
  const postmaster = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

  beforeAll(() => {
    folder = openTemporaryFolder();
    compiled = new CompiledServer('database');
    Logger.overrideLogger(false);
  });

  afterEach(async () => {
    for (const started of processes.splice(0)) await started.killGroup();
  });

  afterAll(() => {
    compiled.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  function startProcess(dataDir = folder): ServerProcess {
    const started = compiled.run(`
      import { EmbeddedPostgres } from './database/embedded-postgres.js';
      const server = await EmbeddedPostgres.start(${JSON.stringify(dataDir)});
      console.log('started');
      await done;
      await server.release();`);
    processes.push(started);
    return started;
  }

  async function withDatabase<T>(
    server: EmbeddedPostgres,
    work: (database: Database) => Promise<T>,
  ): Promise<T> {
    const database = new Database(server.connection, 1);
    try {
      return await work(database);
    } finally {
      await database.destroy();
    }
  }

  /** Killed processes are gone from PostgreSQL's view a moment after they are gone from ours. */
  const aloneIn = (server: EmbeddedPostgres) =>
    withDatabase(server, (database) =>
      until(async () => {
        const { rows } = await sql<{ users: number }>`
          select count(*) as users from pg_stat_activity where application_name = 'zzzero-presence'`.execute(
          database,
        );
        return rows[0]?.users === 1;
      }),
    );

  it('is made by whichever of two processes is first, and used by both', async () => {
    const [first, second] = [startProcess(), startProcess()];
    await expect(Promise.all([first.nextLine(), second.nextLine()])).resolves.toEqual(['started', 'started']);

    const before = postmaster();
    await first.finish();
    expect(postmaster()).toBe(before);
    await second.finish();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('survives kill -9 of everything in our terminal, and the next start attaches', async () => {
    const killed = startProcess();
    await killed.nextLine();
    const before = postmaster();
    await killed.killGroup();

    const server = await EmbeddedPostgres.start(folder);
    expect(postmaster()).toBe(before);
    await aloneIn(server);
    await server.release();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('is started again when it dies under us', async () => {
    const server = await EmbeddedPostgres.start(folder);
    const before = postmaster();
    process.kill(before, 'SIGKILL');

    await withDatabase(server, (database) =>
      until(async () => (await sql`select 1`.execute(database)).rows.length === 1),
    );
    expect(postmaster()).not.toBe(before);
    await aloneIn(server);
    await server.release();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('is started again once when it dies under several of us, at its old address, and stays stopped when we leave', async () => {
    const others = [startProcess(), startProcess()];
    await Promise.all(others.map((other) => other.nextLine()));
    const server = await EmbeddedPostgres.start(folder);
    for (const signal of ['SIGKILL', 'SIGQUIT', 'SIGINT'] as const) {
      const before = postmaster();
      process.kill(before, signal);
      await withDatabase(server, (database) =>
        until(async () => {
          const { rows } = await sql<{ users: number }>`
            select count(*) as users from pg_stat_activity where application_name = 'zzzero-presence'`.execute(
            database,
          );
          return postmaster() !== before && rows[0]?.users === 3;
        }, 20_000),
      );
    }
    for (const other of others) await other.finish();
    await server.release();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('can be left while it is gone', async () => {
    const server = await EmbeddedPostgres.start(folder);
    process.kill(postmaster(), 'SIGKILL');
    await server.release();

    const next = await EmbeddedPostgres.start(folder);
    await next.release();
    expect(existsSync(pidFile())).toBe(false);
  });

  it('starts although the file of a dead server names a living program', async () => {
    await (await EmbeddedPostgres.start(folder)).release();
    const lines = [
      process.pid,
      join(folder, 'postgres'),
      1,
      5432,
      join(folder, 'postgres-socket'),
      '',
      '',
      'ready',
    ];
    writeFileSync(pidFile(), lines.join('\n'));

    const server = await EmbeddedPostgres.start(folder);
    expect(postmaster()).not.toBe(process.pid);
    await server.release();
  });

  it('knows the letters of Chinese, so that its trigrams find them', async () => {
    const server = await EmbeddedPostgres.start(folder);
    const trigrams = await withDatabase(server, async (database) => {
      await sql`create extension pg_trgm`.execute(database);
      const { rows } = await sql<{ found: string[] }>`select show_trgm('沈') as found`.execute(database);
      return rows[0]?.found;
    });
    await server.release();
    expect(trigrams).toHaveLength(2);
  });

  it('repeats what its log says when it does not start', async () => {
    const configuration = join(folder, 'postgres', 'postgresql.auto.conf');
    const before = readFileSync(configuration);
    appendFileSync(configuration, "\nno_such_setting = 'on'\n");
    const start = EmbeddedPostgres.start(folder);
    await expect(start).rejects.toMatchObject({
      code: 'database_start_failed',
      message: expect.stringContaining('no_such_setting') as string,
      remedy: expect.stringContaining('postgres.log') as string,
    } satisfies Partial<DatabaseError>);
    writeFileSync(configuration, before);
  });

  it('listens on a loopback port where the path is too long for a socket', async () => {
    const long = join(
      folder,
      'a-name-of-thirty-characters-xx',
      'a-name-of-thirty-characters-yy',
      'data-that-lies-deep',
    );
    const server = await EmbeddedPostgres.start(long);
    expect(server.connection).toMatchObject({ host: '127.0.0.1', port: expect.any(Number) as number });
    await withDatabase(server, (database) => sql`select 1`.execute(database));
    await server.release();
  });

  it('leaves the data of another major version alone', async () => {
    const old = join(folder, 'old');
    mkdirSync(join(old, 'postgres'), { recursive: true });
    writeFileSync(join(old, 'postgres', 'PG_VERSION'), '17\n');
    await expect(EmbeddedPostgres.start(old)).rejects.toMatchObject({
      code: 'database_version_mismatch',
      message: expect.stringContaining('PostgreSQL 17') as string,
    });
  });

  it('names the folder that it cannot write', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(EmbeddedPostgres.start(join(file, 'data'))).rejects.toMatchObject({
      code: 'database_folder_unwritable',
      message: expect.stringContaining(file) as string,
    });
  });
});
