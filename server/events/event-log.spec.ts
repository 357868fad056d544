import { randomUUID } from 'node:crypto';
import { EventType, type Event } from '@ag-ui/core';
import { firstValueFrom, take, toArray } from 'rxjs';
import type { PostgresServer } from '../database/postgres-server.js';
import { DatabaseProxy, type Cut } from '../testing/database-proxy.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { WriterFencedError } from './event-log-error.js';
import { EventChannel } from './event-channel.js';
import { GroupCommit } from './group-commit.js';
import { PostgresEventLog } from './postgres-event-log.js';

let test: TestDatabase;
let commits: GroupCommit;
let log: PostgresEventLog;
let channel: EventChannel;

beforeAll(async () => {
  test = await createTestDatabase();
  commits = new GroupCommit({ connection: test.connection } as PostgresServer);
  channel = new EventChannel({ connection: test.connection } as PostgresServer);
  await channel.onModuleInit();
  log = new PostgresEventLog(test.database, commits, channel);
});

afterAll(async () => {
  log.onModuleDestroy();
  await channel.beforeApplicationShutdown();
  await commits.onApplicationShutdown();
  await test.drop();
});

async function setup(epoch = 1) {
  const sessionId = randomUUID();
  const runId = randomUUID();
  await test.database.insertInto('sessions').values({ id: sessionId }).execute();
  await test.database
    .insertInto('runs')
    .values({
      id: runId,
      session_id: sessionId,
      workflow: 'w',
      input: '{}',
      status: 'running',
      epoch,
      parent_run_id: null,
      lease_holder: null,
      error_code: null,
    })
    .execute();
  const fence = { sessionId, runId, epoch };
  return { ...fence, fence, writer: await log.openWriter(fence) };
}

const text = (delta: string, messageId = 'm'): Event => ({
  type: EventType.TEXT_MESSAGE_CONTENT,
  messageId,
  delta,
});
const step = (stepName: string): Event => ({ type: EventType.STEP_STARTED, stepName });

describe('EventLog', () => {
  it('numbers the events of a session 1, 2, 3 and goes on from there with the next lease', async () => {
    const { writer, fence, sessionId } = await setup();
    writer.write({ events: [step('a'), step('b')] });
    await writer.flushed();
    const next = await log.openWriter(fence);
    next.write({ events: [step('c')] });
    await next.flushed();
    const events = await log.read(sessionId, 0, 10);
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3]);
    expect(JSON.parse(events[2]!.data)).toEqual(step('c'));
  });

  it('merges the deltas of one message that wait together, and never across messages', async () => {
    const { writer, sessionId } = await setup();
    writer.write({ events: [text('沈', 'a')] });
    writer.write({ events: [text('x', 'b')] });
    writer.write({ events: [text('知微', 'a')] });
    await writer.flushed();
    const events = (await log.read(sessionId, 0, 10)).map(
      (event) => JSON.parse(event.data) as { delta: string },
    );
    expect(events.map((event) => event.delta)).toEqual(['沈知微', 'x']);
  });

  it('shows nothing before its transaction is committed', async () => {
    const { writer, sessionId } = await setup();
    const seen = firstValueFrom(log.follow(sessionId, 0));
    writer.write({ events: [step('a')] });
    const event = await seen;
    expect((await log.read(sessionId, 0, 10)).map(({ seq, data }) => ({ seq, data }))).toEqual([
      { seq: event.seq, data: event.data },
    ]);
  });

  it('follows from any point, through history into live, without a gap or a double', async () => {
    const { writer, sessionId } = await setup();
    const followers = [0, 7, 40, 99].map((after) =>
      firstValueFrom(log.follow(sessionId, after).pipe(take(300 - after), toArray())),
    );
    const late: Promise<number[]>[] = [];
    for (let n = 1; n <= 300; n++) {
      writer.write({ events: [step(`s${n}`)] });
      if (n % 3 === 0) await writer.flushed();
      if (n % 50 === 0) {
        const after = n - 25;
        late.push(
          firstValueFrom(log.follow(sessionId, after).pipe(take(300 - after), toArray())).then((events) =>
            events.map((event) => event.seq - after),
          ),
        );
      }
    }
    for (const [index, after] of [0, 7, 40, 99].entries()) {
      const seqs = (await followers[index]!).map((event) => event.seq);
      expect(seqs).toEqual(Array.from({ length: 300 - after }, (_, n) => after + n + 1));
    }
    for (const seqs of await Promise.all(late)) expect(seqs).toEqual(seqs.map((_, n) => n + 1));
  });

  it('fences a writer whose lease was taken, and stores the others of the same batch', async () => {
    const [zombie, healthy] = [await setup(), await setup()];
    await test.database.updateTable('runs').set({ epoch: 2 }).where('id', '=', zombie.runId).execute();
    zombie.writer.write({ events: [step('late')] });
    healthy.writer.write({ events: [step('fine')] });
    await expect(zombie.writer.flushed()).rejects.toBeInstanceOf(WriterFencedError);
    await healthy.writer.flushed();
    expect(await log.read(zombie.sessionId, 0, 10)).toEqual([]);
    expect(await log.read(healthy.sessionId, 0, 10)).toHaveLength(1);
  });

  it('fences a writer beside its successor in the same process', async () => {
    const { writer: zombie, fence, runId, sessionId } = await setup();
    await test.database.updateTable('runs').set({ epoch: 2 }).where('id', '=', runId).execute();
    const successor = await log.openWriter({ ...fence, epoch: 2 });
    zombie.write({ events: [step('late'), step('later')] });
    successor.write({ events: [step('fine')] });
    await expect(zombie.flushed()).rejects.toBeInstanceOf(WriterFencedError);
    await successor.flushed();
    const events = await log.read(sessionId, 0, 10);
    expect(events.map(({ data }) => JSON.parse(data) as Event)).toEqual([step('fine')]);
  });

  it('saves checkpoint, file and ending in the transaction of their events', async () => {
    const { writer, sessionId, runId } = await setup();
    const file = { name: 'a/b.md', mediaType: 'text/markdown', content: Buffer.from('角'), sha256: 'x' };
    writer.write({
      events: [step('a')],
      checkpoint: { stepId: 'a', attempt: 1, output: JSON.stringify({ text: '\u0000\ud800' }) },
      artifacts: [file],
      ending: { status: 'finished', spent: { inputTokens: 0, outputTokens: 0 } },
    });
    await writer.flushed();
    const checkpoint = await test.database
      .selectFrom('checkpoints')
      .selectAll()
      .where('session_id', '=', sessionId)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(checkpoint.output)).toEqual({ text: '\u0000\ud800' });
    const stored = await test.database
      .selectFrom('artifacts')
      .select(['content', 'bytes'])
      .where('session_id', '=', sessionId)
      .executeTakeFirstOrThrow();
    expect(stored).toEqual({ content: file.content, bytes: 3 });
    const run = await test.database
      .selectFrom('runs')
      .selectAll()
      .where('id', '=', runId)
      .executeTakeFirstOrThrow();
    expect(run.status).toBe('finished');
    expect(run.finished_at).toBeInstanceOf(Date);
  });

  it('doubles and loses nothing, wherever around its commit the connection is cut', async () => {
    const wire = await DatabaseProxy.start(test.connection);
    const cutCommits = new GroupCommit({ connection: wire.connection } as PostgresServer);
    const cutLog = new PostgresEventLog(test.database, cutCommits, channel);
    try {
      const { fence, sessionId } = await setup();
      const writer = await cutLog.openWriter(fence);
      const seen: number[] = [];
      const follower = cutLog.follow(sessionId, 0).subscribe(({ seq }) => seen.push(seq));
      const kinds: Cut[] = ['request', 'commit', 'answer', 'halfway'];
      const cuts = Array.from({ length: 24 }, (_, n) => kinds[n % kinds.length]!);
      for (const [n, cut] of cuts.entries()) {
        wire.order('append', cut);
        writer.write({
          events: [step(`s${n}`)],
          checkpoint: { stepId: `s${n}`, attempt: 1, output: `${n}` },
        });
        await writer.flushed();
      }
      expect(wire.made).toEqual(cuts);
      const events = await log.read(sessionId, 0, 1_000);
      expect(events.map(({ seq, data }) => [seq, JSON.parse(data) as Event])).toEqual(
        cuts.map((_, n) => [n + 1, step(`s${n}`)]),
      );
      expect(seen).toEqual(events.map(({ seq }) => seq));
      follower.unsubscribe();
      const { n } = await test.database
        .selectFrom('checkpoints')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('session_id', '=', sessionId)
        .executeTakeFirstOrThrow();
      expect(n).toBe(cuts.length);
    } finally {
      cutLog.onModuleDestroy();
      await cutCommits.onApplicationShutdown();
      await wire.stop();
    }
  }, 30_000);
});
