import { randomUUID } from 'node:crypto';
import { EventType, type Event } from '@ag-ui/core';
import { sql } from 'kysely';
import { firstValueFrom, take, toArray } from 'rxjs';
import type { PostgresServer } from '../database/postgres-server.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { Compactor } from './compactor.js';
import { EventChannel } from './event-channel.js';
import { WriterFencedError } from './event-log-error.js';
import { GroupCommit } from './group-commit.js';
import { PostgresEventLog } from './postgres-event-log.js';

let test: TestDatabase;
let log: PostgresEventLog;
let channel: EventChannel;
let commits: GroupCommit;
let compactor: Compactor;

beforeAll(async () => {
  test = await createTestDatabase();
  const server = { connection: test.connection } as PostgresServer;
  commits = new GroupCommit(server);
  channel = new EventChannel(server);
  await channel.onModuleInit();
  log = new PostgresEventLog(test.database, commits, channel);
  compactor = new Compactor(test.database);
});

afterAll(async () => {
  log.onModuleDestroy();
  await channel.beforeApplicationShutdown();
  await commits.onApplicationShutdown();
  await test.drop();
});

let said = 0;
const say = (text: string): Event => ({
  type: EventType.TEXT_MESSAGE_CONTENT,
  messageId: `m${said++}`,
  delta: text,
});

/** A finished run with `length` events, hostile bytes among them. */
async function setup(length: number) {
  const sessionId = randomUUID();
  await test.database.insertInto('sessions').values({ id: sessionId }).execute();
  const addRun = async (count: number) => {
    const runId = randomUUID();
    const run = {
      id: runId,
      session_id: sessionId,
      workflow: 'w',
      input: '{}',
      status: 'running',
      epoch: 1,
    } as const;
    await test.database
      .insertInto('runs')
      .values({ ...run, parent_run_id: null, lease_holder: null, error_code: null })
      .execute();
    const writer = await log.openWriter({ sessionId, runId, epoch: 1 });
    for (let n = 0; n < count; n++) {
      const event =
        n % 2
          ? say(`沈知微 ${n} \n\u0000\ud800 "\\`)
          : ({ type: EventType.STEP_STARTED, stepName: `${n}` } as const);
      writer.write({ events: [event] });
      if (n % 100 === 0) await writer.flushed();
    }
    await writer.flushed();
    const finish = () =>
      test.database.updateTable('runs').set({ status: 'finished' }).where('id', '=', runId).execute();
    await test.database
      .updateTable('sessions')
      .set({ compacted: false })
      .where('id', '=', sessionId)
      .execute();
    return { writer, finish };
  };
  const first = await addRun(length);
  return { sessionId, addRun, ...first };
}

async function bytes(sessionId: string): Promise<{ rows: number; blocks: number }> {
  const { rows } = await sql<{ rows: number; blocks: number }>`
    select (select coalesce(sum(pg_column_size(e.*)), 0) from events e where session_id = ${sessionId})::int as rows,
           (select coalesce(sum(length(data)), 0) from event_blocks where session_id = ${sessionId})::int as blocks`.execute(
    test.database,
  );
  return rows[0]!;
}

describe('compaction', () => {
  it('keeps every number, time and byte, in a fraction of the room', async () => {
    const { sessionId, finish } = await setup(2_500);
    await finish();
    const before = await log.read(sessionId, 0, 5_000);
    const { rows: times } = await sql<{ at: string }>`
      select extract(epoch from at)::text as at from events where session_id = ${sessionId} order by seq`.execute(
      test.database,
    );
    const loose = await bytes(sessionId);
    expect(await compactor.compact(sessionId)).toBe(true);
    const packed = await bytes(sessionId);
    console.log(`compaction: ${loose.rows} bytes in rows → ${packed.blocks} in blocks`);
    expect(packed.rows).toBe(0);
    expect(packed.blocks).toBeLessThan(loose.rows / 3);
    expect(await log.read(sessionId, 0, 5_000)).toEqual(before);
    expect(times).toHaveLength(2_500);
    expect(await log.head(sessionId)).toBe(2_500);
    for (const after of [0, 1, 999, 1_000, 1_001, 2_499, 2_500]) {
      expect(await log.read(sessionId, after, 700)).toEqual(before.slice(after, after + 700));
    }
    expect(await compactor.compact(sessionId)).toBe(false);
  });

  it('is invisible to viewers who read meanwhile', async () => {
    const { sessionId, finish } = await setup(1_800);
    await finish();
    const whole = await log.read(sessionId, 0, 5_000);
    let done = false;
    const compaction = compactor.compact(sessionId).finally(() => (done = true));
    for (let reads = 0; !done || reads < 5; reads++) {
      const after = Math.floor(Math.random() * 1_800);
      const events = await firstValueFrom(log.follow(sessionId, after).pipe(take(1_800 - after), toArray()));
      expect(events).toEqual(whole.slice(after));
    }
    await compaction;
  });

  it('leaves a session with an active run alone', async () => {
    const { sessionId } = await setup(10);
    expect(await compactor.compact(sessionId)).toBe(false);
    expect((await bytes(sessionId)).blocks).toBe(0);
  });

  it('is followed by further runs with the next numbers, and by further compactions', async () => {
    const { sessionId, finish, addRun } = await setup(30);
    await finish();
    for (let n = 1; n <= 5; n++) {
      await compactor.compact(sessionId);
      const next = await addRun(30);
      await next.finish();
    }
    const events = await log.read(sessionId, 0, 1_000);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 180 }, (_, n) => n + 1));
    expect(await log.read(sessionId, 100, 10)).toEqual(events.slice(100, 110));
  });

  it('fences off a writer that wakes up after it', async () => {
    const { sessionId, writer, finish } = await setup(10);
    await finish();
    await compactor.compact(sessionId);
    writer.write({ events: [say('late')] });
    await expect(writer.flushed()).rejects.toBeInstanceOf(WriterFencedError);
    expect(await log.head(sessionId)).toBe(10);
  });
});
