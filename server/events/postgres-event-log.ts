import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { sql } from 'kysely';
import type { Observable, Subscription } from 'rxjs';
import { Database } from '../database/database.js';
import { EventLog } from './event-log.js';
import { EventChannel } from './event-channel.js';
import { follow } from './follow.js';
import { GroupCommit } from './group-commit.js';
import { SessionFeed } from './session-feed.js';
import { SessionWriter, type Fence } from './session-writer.js';
import type { StoredEvent } from './stored-event.js';
import { readEvents } from './stored-events.js';

/** How often the heads of all followed sessions are compared, ms: what another process wrote is seen by then. */
const HEADS_INTERVAL_MS = 1_000;
/** Events of one session that a repair reads at once. */
const REPAIR_PAGE = 500;

/**
 * The log in PostgreSQL. Followers in this process are fed from memory, after the commit; those of other replicas by
 * the channel.
 */
@Injectable()
export class PostgresEventLog extends EventLog implements OnModuleDestroy {
  private readonly logger = new Logger('EventLog');
  private readonly feed = new SessionFeed((after) => this.readMissing(after));
  private readonly hearing: Subscription;
  private readonly heads: NodeJS.Timeout;
  private comparing = false;

  constructor(
    private readonly database: Database,
    private readonly commits: GroupCommit,
    private readonly channel: EventChannel,
  ) {
    super();
    this.hearing = channel.heard.subscribe(({ sessionId, head, events }) =>
      events.length > 0 ? this.feed.publish(sessionId, events) : this.feed.announce(sessionId, head),
    );
    this.hearing.add(channel.deaf.subscribe(() => void this.compareHeads()));
    this.heads = setInterval(() => void this.compareHeads(), HEADS_INTERVAL_MS);
  }

  async openWriter(fence: Fence): Promise<SessionWriter> {
    const head = await this.head(fence.sessionId);
    return new SessionWriter(fence, head, (writer) =>
      this.commits.request(writer, (events) => {
        this.feed.publish(fence.sessionId, events);
        this.channel.tell(fence.sessionId, events);
      }),
    );
  }

  followBatches(
    sessionId: string,
    after: number,
    ready?: () => Promise<void>,
  ): Observable<readonly StoredEvent[]> {
    return follow(this.feed, sessionId, after, (cursor, limit) => this.read(sessionId, cursor, limit), ready);
  }

  read(sessionId: string, after: number, limit: number): Promise<StoredEvent[]> {
    return readEvents(this.database, sessionId, after, limit);
  }

  async head(sessionId: string): Promise<number> {
    const { rows } = await sql<{ head: number }>`select session_head(${sessionId}) as head`.execute(
      this.database,
    );
    return rows[0]!.head;
  }

  forget(sessionId: string): void {
    this.feed.end(sessionId);
  }

  announce(sessionId: string, head: number): void {
    this.feed.announce(sessionId, head);
    this.channel.tellHead(sessionId, head);
  }

  onModuleDestroy(): void {
    clearInterval(this.heads);
    this.hearing.unsubscribe();
  }

  private async readMissing(after: ReadonlyMap<string, number>): Promise<Map<string, StoredEvent[]>> {
    const { rows } = await sql<StoredEvent & { id: string }>`
      select s.id, e.seq, e.at, e.data
        from unnest(${[...after.keys()]}::text[], ${[...after.values()]}::bigint[]) as s(id, after)
       cross join lateral (select seq, at, data from events where session_id = s.id and seq > s.after
                              and seq <= s.after + ${REPAIR_PAGE}) e
       order by s.id, e.seq`.execute(this.database);
    const missing = new Map<string, StoredEvent[]>();
    for (const { id, ...event } of rows) {
      const events = missing.get(id);
      if (events) events.push(event);
      else missing.set(id, [event]);
    }
    return missing;
  }

  private async compareHeads(): Promise<void> {
    const followed = this.feed.followed();
    if (this.comparing || followed.length === 0) return;
    this.comparing = true;
    try {
      const { rows } = await sql<{ id: string; head: number; exists: boolean }>`
        select f.id, session_head(f.id) as head, exists (select from sessions s where s.id = f.id) as exists
          from unnest(${followed}::text[]) as f(id)`.execute(this.database);
      for (const { id, head, exists } of rows) {
        if (exists) this.feed.announce(id, head);
        else this.feed.end(id);
      }
    } catch (error) {
      this.logger.warn(`heads not compared: ${(error as Error).message}`);
    } finally {
      this.comparing = false;
    }
  }
}
