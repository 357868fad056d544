import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Database } from '../database/database.js';
import { ensureRunning } from '../database/embedded-cluster.js';
import { migrate } from '../database/migrator.js';
import { type PostgresHome, preparePostgresHome } from '../database/postgres-home.js';
import { runPostgresProgram } from '../database/postgres-program.js';
import { openTemporaryFolder } from './open-folder.js';
import { type TestDatabase, urlOf } from './test-database.js';

/** How PostgreSQL ends: with its connections cut, or as if the power had gone. */
export type Ending = 'fast' | 'immediate';

/** A PostgreSQL that a test may mistreat without disturbing others. */
export class OwnPostgres {
  private constructor(
    private readonly folder: string,
    private readonly home: PostgresHome,
    readonly test: TestDatabase,
  ) {}

  static async start(): Promise<OwnPostgres> {
    const folder = openTemporaryFolder();
    const home = preparePostgresHome(folder);
    const connection = await ensureRunning(home, (place) => Promise.resolve(place));
    const database = new Database(connection, 3);
    await migrate(database);
    const test = { connection, url: urlOf(connection), database, drop: () => database.destroy() };
    return new OwnPostgres(folder, home, test);
  }

  /** Of the postmaster. */
  get pid(): number {
    return Number(readFileSync(join(this.home.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** Gone and back at once. */
  async restart(ending: Ending): Promise<void> {
    await this.stop(ending);
    await this.begin();
  }

  stop(ending: Ending): Promise<void> {
    return runPostgresProgram(this.home, 'pg_ctl', ['stop', '-D', this.home.data, '-m', ending, '-w']);
  }

  async begin(): Promise<void> {
    await ensureRunning(this.home, () => Promise.resolve());
  }

  /** Cuts every connection but the one that says so. @returns how many those were */
  cutAll(): Promise<number> {
    return this.asAdmin(async (admin) => {
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where pid <> pg_backend_pid() and backend_type = 'client backend'`,
      );
      return rowCount ?? 0;
    });
  }

  /** By a connection of its own, which may write whatever the database's default is. */
  async asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
    const admin = new pg.Client({ ...this.test.connection, options: '-c default_transaction_read_only=off' });
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.end();
    }
  }

  /** Stops answering, with every connection open; `thaw` ends it. */
  freeze(): void {
    this.signal('SIGSTOP');
  }

  thaw(): void {
    this.signal('SIGCONT');
  }

  async remove(): Promise<void> {
    await this.stop('immediate');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.test.drop();
    await this.remove();
  }

  /** To the server and to each of its processes. */
  private signal(signal: NodeJS.Signals): void {
    const children = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').trim().split(/\s+/);
    for (const each of [this.pid, ...children]) process.kill(Number(each), signal);
  }
}
