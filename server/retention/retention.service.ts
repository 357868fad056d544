import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { sql } from 'kysely';
import { OutputFolder } from '../artifacts/output-folder.js';
import { Configuration } from '../config/configuration.js';
import { Database } from '../database/database.js';
import { Compactor } from '../events/compactor.js';
import { SessionRemoval } from '../sessions/session-removal.js';

const ROUND_MS = 60_000;
/** Sessions of one round; the rest waits for the next. */
const PER_ROUND = 200;
/** Advisory lock of the round: one replica does it. */
const ROUND_LOCK = 7_863;

/** Once a minute, on one replica: compacts sessions at rest, and deletes those that nobody keeps. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Retention');
  private readonly leaving = new AbortController();
  private timer?: NodeJS.Timeout;
  private round: Promise<void> = Promise.resolve();
  private busy = false;

  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly compactor: Compactor,
    private readonly removal: SessionRemoval,
    private readonly folder: OutputFolder,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.busy) return;
      this.busy = true;
      this.round = this.work()
        .catch((error: Error) => this.logger.warn(error.message))
        .finally(() => (this.busy = false));
    }, ROUND_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.leaving.abort();
    await this.round;
  }

  /** One round. What a `kill -9` interrupts is done by the next: every session is a transaction of its own. */
  async work(): Promise<void> {
    // Copies lie on the disk of the server that made them, so each tidies its own.
    await this.folder.removeDeleted();
    await this.database.connection().execute(async (connection) => {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_lock(${ROUND_LOCK}) as mine`.execute(connection);
      if (!rows[0]?.mine) return;
      try {
        for (const id of await this.expired()) await this.each(id, () => this.removal.remove(id));
        for (const id of await this.atRest()) await this.each(id, () => this.compactor.compact(id));
        await this.forget();
      } finally {
        await sql`select pg_advisory_unlock(${ROUND_LOCK})`.execute(connection);
      }
    });
  }

  /** One session's trouble, e.g. a run that has just started, is not the others'. */
  private async each(sessionId: string, work: () => Promise<unknown>): Promise<void> {
    if (this.leaving.signal.aborted) return;
    await work().catch((error: Error) => this.logger.warn(`session ${sessionId}: ${error.message}`));
  }

  /**
   * Rows that only say what has been: of workers long dead (a sleeper makes his own anew), and of deletions; and cards
   * that no profile was begun with.
   */
  private async forget(): Promise<void> {
    await sql`delete from workers w where heartbeat_at < now() - interval '1 hour'
        and not exists (select from runs where lease_holder = w.id)`.execute(this.database);
    await sql`delete from imported_cards where not used and created_at < now() - interval '7 days'`.execute(
      this.database,
    );
    await sql`delete from deleted_sessions where deleted_at < now() - interval '90 days'`.execute(
      this.database,
    );
  }

  private async atRest(): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select id from sessions s
       where not compacted and updated_at < now() - make_interval(mins => ${this.configuration.compactAfterMinutes})
         and not exists (select from runs where session_id = s.id and (status in ('queued', 'running')
               or finished_at > now() - make_interval(mins => ${this.configuration.compactAfterMinutes})))
       order by updated_at limit ${PER_ROUND}`.execute(this.database);
    return rows.map(({ id }) => id);
  }

  /** By age, and the oldest beyond the number that is kept. */
  private async expired(): Promise<string[]> {
    const { retentionDays, retentionSessions } = this.configuration;
    const { rows } = await sql<{ id: string }>`
      select id from (
        select id, updated_at, row_number() over (order by updated_at desc) as rank from sessions) s
       where (rank > ${retentionSessions}
              or (${retentionDays}::int > 0 and updated_at < now() - make_interval(days => ${retentionDays})))
         and not exists (select from runs where session_id = s.id and (status in ('queued', 'running')
               or (rank <= ${retentionSessions} and finished_at > now() - make_interval(days => ${retentionDays}))))
       order by updated_at limit ${PER_ROUND}`.execute(this.database);
    return rows.map(({ id }) => id);
  }
}
