import { randomUUID } from 'node:crypto';
import { EventType, type Event } from '@ag-ui/core';
import { sql } from 'kysely';
import { firstValueFrom, takeWhile, toArray } from 'rxjs';
import type { PostgresServer } from '../database/postgres-server.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { until } from '../testing/until.js';
import { EventChannel } from './event-channel.js';
import { GroupCommit } from './group-commit.js';
import { PostgresEventLog } from './postgres-event-log.js';

/** The log as one server has it. */
interface Replica {
  log: PostgresEventLog;
  close(): Promise<void>;
}

let test: TestDatabase;
let replicas: [Replica, Replica];

async function openReplica(): Promise<Replica> {
  const server = { connection: test.connection } as PostgresServer;
  const commits = new GroupCommit(server);
  const channel = new EventChannel(server);
  await channel.onModuleInit();
  const log = new PostgresEventLog(test.database, commits, channel);
  const close = async () => {
    log.onModuleDestroy();
    await channel.beforeApplicationShutdown();
    await commits.onApplicationShutdown();
  };
  return { log, close };
}

beforeAll(async () => {
  test = await createTestDatabase();
  replicas = [await openReplica(), await openReplica()];
});

afterAll(async () => {
  for (const replica of replicas) await replica.close();
  await test.drop();
});

async function setup() {
  const sessionId = randomUUID();
  const runId = randomUUID();
  await test.database.insertInto('sessions').values({ id: sessionId }).execute();
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
  const [writing, watching] = replicas;
  const writer = await writing.log.openWriter({ sessionId, runId, epoch: 1 });
  const say = async (...names: string[]) => {
    writer.write({ events: names.map((stepName): Event => ({ type: EventType.STEP_STARTED, stepName })) });
    await writer.flushed();
  };
  const seen = firstValueFrom(
    watching.log.follow(sessionId, 0).pipe(
      takeWhile(({ data }) => !data.includes('"last"'), true),
      toArray(),
    ),
  );
  const expectWhole = async () => {
    const events = await seen;
    const stored = await writing.log.read(sessionId, 0, 1_000);
    expect(events.map(({ seq, data }) => ({ seq, data }))).toEqual(
      stored.map(({ seq, data }) => ({ seq, data })),
    );
  };
  return { say, expectWhole };
}

const cut = (name: string) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = ${name} and datname = current_database()`.execute(test.database);

describe('a viewer on another replica', () => {
  it('gets every event that is told', async () => {
    const { say, expectWhole } = await setup();
    for (let n = 0; n < 50; n++) await say(`s${n}`, `t${n}`);
    await say('last');
    await expectWhole();
  });

  it('gets events that are too big to be told', async () => {
    const { say, expectWhole } = await setup();
    await say('a', '角'.repeat(10_000), 'b');
    await say('c'.repeat(7_000), 'd');
    await say('last');
    await expectWhole();
  });

  it('misses nothing while listeners and tellers are cut off, the last event included', async () => {
    const { say, expectWhole } = await setup();
    for (let n = 0; n < 30; n++) {
      await say(`s${n}`);
      if (n % 5 === 0) await cut(n % 2 ? 'zzzero-tell' : 'zzzero-listen');
    }
    await cut('zzzero-tell');
    await say('last');
    await expectWhole();
  });
});

describe('replicas', () => {
  it('tell nothing while nobody else listens', async () => {
    const alone = await createTestDatabase();
    const channel = new EventChannel({ connection: alone.connection } as PostgresServer);
    await channel.onModuleInit();
    channel.tell('s', [{ seq: 1, at: new Date(), data: '{}' }]);
    const tellers = async () => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
         where application_name = 'zzzero-tell' and datname = current_database()`.execute(alone.database);
      return rows[0]!.n;
    };
    expect(await tellers()).toBe(0);
    const other = new EventChannel({ connection: alone.connection } as PostgresServer);
    await other.onModuleInit();
    await until(async () => {
      channel.tell('s', [{ seq: 1, at: new Date(), data: '{}' }]);
      return (await tellers()) === 1;
    });
    await channel.beforeApplicationShutdown();
    await other.beforeApplicationShutdown();
    await alone.drop();
  });
});
