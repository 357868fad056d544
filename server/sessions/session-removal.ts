import { Injectable } from '@nestjs/common';
import { OutputFolder } from '../artifacts/output-folder.js';
import { Database } from '../database/database.js';
import { lockSession } from '../database/session-lock.js';
import { EventLog } from '../events/event-log.js';
import { Problem } from '../problem/problem.js';

/** Deletes sessions for good: log, checkpoints, runs, files and the folder's copy of them. */
@Injectable()
export class SessionRemoval {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly folder: OutputFolder,
  ) {}

  /**
   * Its viewers' streams end; from then on the session is 404.
   * @throws Problem 404 `session_not_found`, 409 `session_busy`.
   */
  async remove(sessionId: string): Promise<void> {
    await this.database.transaction().execute(async (trx) => {
      const found = await lockSession(trx, sessionId);
      if (found === 'missing')
        throw new Problem(404, 'session_not_found', { detail: 'There is no such session.' });
      if (found === 'active') {
        const detail = 'A run of this session is still active. Stop it first.';
        throw new Problem(409, 'session_busy', { detail });
      }
      for (const table of ['events', 'event_blocks', 'checkpoints', 'artifacts'] as const) {
        await trx.deleteFrom(table).where('session_id', '=', sessionId).execute();
      }
      await trx.deleteFrom('sessions').where('id', '=', sessionId).execute();
      await trx.insertInto('deleted_sessions').values({ id: sessionId }).execute();
    });
    this.log.forget(sessionId);
    await this.folder.remove(sessionId);
  }
}
