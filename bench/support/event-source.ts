import { randomUUID } from 'node:crypto';
import { EventType, type Event } from '@ag-ui/core';
import { Database } from '../../server/database/database.js';
import type { PgConnection } from '../../server/database/pg-connection.js';
import type { PostgresServer } from '../../server/database/postgres-server.js';
import { EventChannel } from '../../server/events/event-channel.js';
import { GroupCommit } from '../../server/events/group-commit.js';
import { PostgresEventLog } from '../../server/events/postgres-event-log.js';
import type { SessionWriter } from '../../server/events/session-writer.js';

/** A delta as the product writes it. */
export function delta(text: string, message: string | number = 'appearance.height.1'): Event {
  return { type: EventType.TEXT_MESSAGE_CONTENT, messageId: String(message), delta: text };
}

/** The product's log in this process, as one more replica: it stores events and tells the others. */
export class EventSource {
  private constructor(
    readonly database: Database,
    private readonly commits: GroupCommit,
    private readonly channel: EventChannel,
    private readonly log: PostgresEventLog,
  ) {}

  static async open(connection: PgConnection): Promise<EventSource> {
    const server = { connection } as PostgresServer;
    const commits = new GroupCommit(server);
    const channel = new EventChannel(server);
    const database = new Database(connection, 3);
    await channel.onModuleInit();
    return new EventSource(database, commits, channel, new PostgresEventLog(database, commits, channel));
  }

  /** The lease of a new run in a session of its own. */
  async openSession(status: 'running' | 'finished' = 'running'): Promise<SessionWriter> {
    const sessionId = randomUUID();
    const runId = randomUUID();
    await this.database.insertInto('sessions').values({ id: sessionId, workflow: 'bench' }).execute();
    await this.database
      .insertInto('runs')
      .values({
        id: runId,
        session_id: sessionId,
        workflow: 'bench',
        input: '{}',
        // What no sweeper takes up: it is worked here.
        status,
        epoch: 1,
        parent_run_id: null,
        lease_holder: null,
        error_code: null,
      })
      .execute();
    return this.log.openWriter({ sessionId, runId, epoch: 1 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.log.onModuleDestroy();
    await this.channel.beforeApplicationShutdown();
    await this.commits.onApplicationShutdown();
    await this.database.destroy();
  }
}
