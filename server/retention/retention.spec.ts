import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EventType } from '@ag-ui/core';
import { sql } from 'kysely';
import { follow, get, post } from '../testing/api-client.js';
import { startReplica, startTestApplication, type TestApplication } from '../testing/test-application.js';
import { createTestDatabase } from '../testing/test-database.js';
import { until } from '../testing/until.js';
import { WorkflowsModule } from '../workflow/workflows.module.js';
import { RetentionService } from './retention.service.js';

let test: TestApplication;

afterEach(() => test.close());

async function setup(environment: Record<string, string> = {}): Promise<void> {
  const workflows = await WorkflowsModule.scan(new URL('../testing/workflows/', import.meta.url));
  test = await startTestApplication(environment, [workflows]);
}

interface Started {
  session_id: string;
  run_id: string;
}

async function run(words = 3): Promise<Started> {
  const { body } = await post<Started>(`${test.api}/workflow/errand_stream`, { what: 'bread', words });
  return body;
}

async function finishedRun(): Promise<string> {
  const { session_id } = await run();
  await follow(`${test.api}/sse/stream/${session_id}`);
  return session_id;
}

const remove = (id: string) => fetch(`${test.api}/sessions/${id}`, { method: 'DELETE' });
const streamOf = (id: string) => `${test.api}/sse/stream/${id}`;

/** Rows of the session in every table that knows sessions. */
async function traces(sessionId: string): Promise<number> {
  let rows = 0;
  for (const table of ['events', 'event_blocks', 'checkpoints', 'artifacts', 'runs'] as const) {
    const found = await test.database
      .selectFrom(table)
      .select('session_id')
      .where('session_id', '=', sessionId)
      .execute();
    rows += found.length;
  }
  return rows;
}

describe('a deleted session', () => {
  it('leaves no row and no file, and its viewers learn of it', async () => {
    await setup();
    const id = await finishedRun();
    const folder = join(test.dataDir, 'output', id);
    // The copy follows the commit that ends the run.
    await until(() => existsSync(join(folder, 'tale.txt')));
    const watching = (await fetch(`${streamOf(id)}?until=never`)).text();
    expect((await remove(id)).status).toBe(204);
    await watching;
    expect(await traces(id)).toBe(0);
    expect(existsSync(folder)).toBe(false);
    const gone = await get<{ code: string }>(streamOf(id));
    expect([gone.status, gone.body.code]).toEqual([404, 'session_not_found']);
    expect((await remove(id)).status).toBe(404);
  });

  it('was at rest: while a run is active it is refused', async () => {
    await setup();
    const started = await run(5_000);
    const refused = await remove(started.session_id);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
      409,
      'session_busy',
    ]);
    await post(`${test.api}/runs/${started.run_id}/stop`);
    await follow(streamOf(started.session_id));
    expect((await remove(started.session_id)).status).toBe(204);
  });
});

describe('a round of retention', () => {
  const work = () => test.app.get(RetentionService).work();
  const age = (id: string, days: number) =>
    sql`with s as (update sessions set updated_at = now() - make_interval(days => ${days}) where id = ${id})
        update runs set finished_at = now() - make_interval(days => ${days}) where session_id = ${id}`.execute(
      test.database,
    );

  it('compacts what is at rest, and the log reads as before', async () => {
    await setup();
    const [resting, fresh] = [await finishedRun(), await finishedRun()];
    const before = await follow(streamOf(resting), { after: 0 });
    await age(resting, 1);
    await work();
    const rows = await test.database.selectFrom('events').select('session_id').distinct().execute();
    expect(rows.map(({ session_id }) => session_id)).toEqual([fresh]);
    expect(await follow(streamOf(resting), { after: 0 })).toEqual(before);
    expect(await follow(streamOf(resting), { after: 5 })).toEqual(before.slice(5));
    const continued = await post<Started>(`${test.api}/workflow/errand_stream`, {
      what: 'milk',
      session_id: resting,
    });
    expect(continued.status).toBe(202);
    const after = await follow(streamOf(resting), { after: 0 });
    expect(after.map(({ seq }) => seq)).toEqual(after.map((_, n) => n + 1));
    expect(after.slice(0, before.length)).toEqual(before);
  });

  it('deletes by age only where it is told to', async () => {
    await setup();
    const old = await finishedRun();
    await age(old, 400);
    await work();
    expect((await get(`${test.api}/sessions/${old}/snapshot`)).status).toBe(200);
    await test.close();

    await setup({ RETENTION_DAYS: '30' });
    const [expired, kept] = [await finishedRun(), await finishedRun()];
    await age(expired, 31);
    await age(kept, 29);
    await work();
    expect((await get(`${test.api}/sessions/${expired}/snapshot`)).status).toBe(404);
    expect((await get(`${test.api}/sessions/${kept}/snapshot`)).status).toBe(200);
  });

  it('forgets workers that are long dead, and none that holds a run', async () => {
    await setup();
    const started = await run(5_000);
    await follow(streamOf(started.session_id), {
      enough: ({ event }) => event.type === EventType.STEP_STARTED,
    });
    const { id } = await test.database
      .insertInto('workers')
      .values({ heartbeat_at: new Date(0) })
      .returning('id')
      .executeTakeFirstOrThrow();
    await work();
    const left = await test.database.selectFrom('workers').select('id').execute();
    expect(left.map((worker) => worker.id)).not.toContain(id);
    expect(left).toHaveLength(1);
    await post(`${test.api}/runs/${started.run_id}/stop`);
    await follow(streamOf(started.session_id));
  });

  it('keeps the newest sessions of the number that is kept', async () => {
    await setup({ RETENTION_SESSIONS: '2' });
    const ids = [await finishedRun(), await finishedRun(), await finishedRun()];
    await work();
    const statuses = [];
    for (const id of ids) statuses.push((await get(`${test.api}/sessions/${id}/snapshot`)).status);
    expect(statuses).toEqual([404, 200, 200]);
  });

  it('tidies copies of sessions that another server has deleted, and no others', async () => {
    const database = await createTestDatabase();
    const workflows = await WorkflowsModule.scan(new URL('../testing/workflows/', import.meta.url));
    test = await startReplica(database, {}, [workflows]);
    const id = await finishedRun();
    const folder = join(test.dataDir, 'output', id);
    await until(() => existsSync(join(folder, 'tale.txt')));
    const other = await startReplica(database, { ZZZERO_ROLE: 'web' }, [workflows]);
    await fetch(`${other.api}/sessions/${id}`, { method: 'DELETE' });
    expect(existsSync(folder)).toBe(true);
    // Of another database, perhaps: a change of DATABASE_URL must cost nobody his files.
    const foreign = join(test.dataDir, 'output', randomUUID());
    mkdirSync(foreign);
    await work();
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(foreign)).toBe(true);
    await other.close();
    await test.close();
    await database.drop();
    await setup();
  });
});
