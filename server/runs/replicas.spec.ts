import { EventType } from '@ag-ui/core';
import { follow, get, post } from '../testing/api-client.js';
import { checkLog } from '../testing/check-log.js';
import { startReplica, type TestApplication } from '../testing/test-application.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { WorkflowsModule } from '../workflow/workflows.module.js';

interface Started {
  session_id: string;
  run_id: string;
}

let test: TestDatabase;
let replicas: TestApplication[];

type Role = 'all' | 'web' | 'worker';

async function setup(...roles: Role[]): Promise<TestApplication[]> {
  test = await createTestDatabase();
  replicas = [];
  for (const role of roles) await join(role);
  return replicas;
}

async function join(role: Role, environment: Record<string, string> = {}): Promise<void> {
  const workflows = await WorkflowsModule.scan(new URL('../testing/workflows/', import.meta.url));
  replicas.push(await startReplica(test, { ZZZERO_ROLE: role, ...environment }, [workflows]));
}

afterEach(async () => {
  for (const replica of replicas) await replica.close();
  await test.drop();
});

const start = async ({ api }: TestApplication, words: number): Promise<Started> =>
  (await post<Started>(`${api}/workflow/errand_stream`, { what: 'bread', words })).body;
const streamOf = ({ api }: TestApplication, { session_id }: Started): string =>
  `${api}/sse/stream/${session_id}`;
const isText = ({ event }: { event: { type: EventType } }): boolean =>
  event.type === EventType.TEXT_MESSAGE_CONTENT;

describe('several servers on one database', () => {
  it('start on one, watch on another, work on a third', async () => {
    const [front, other, worker] = (await setup('web', 'web', 'worker')) as [
      TestApplication,
      TestApplication,
      TestApplication,
    ];
    const started = await start(front, 200);
    const [here, there] = await Promise.all([
      follow(streamOf(front, started)),
      follow(streamOf(other, started)),
    ]);
    await checkLog(there);
    expect(there).toEqual(here);
    expect(there.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    const refused = await get<{ code: string }>(`${worker.api}/sessions`);
    expect([refused.status, refused.body.code]).toEqual([404, 'not_served_here']);
    expect((await get(`${worker.api}/health`)).status).toBe(200);
  });

  it('obey a stop from any of them, asked for as often as one likes', async () => {
    const all = await setup('all', 'all', 'all');
    const runs = await Promise.all(all.map((replica) => start(replica, 5_000)));
    for (const started of runs) {
      await follow(streamOf(all[0]!, started), { enough: isText });
      // Whoever holds the run, two of the three are somebody else.
      const answers = await Promise.all(all.map(({ api }) => post(`${api}/runs/${started.run_id}/stop`)));
      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
      const log = await follow(streamOf(all[1]!, started));
      await checkLog(log);
      expect(log.at(-1)!.event).toMatchObject({
        outcome: { type: 'cancelled' },
        metadata: { stop: { providerCallsAborted: 1 } },
      });
    }
  });

  it('stop what waits in the queue while every worker is full', async () => {
    const [front] = (await setup('web')) as [TestApplication];
    await join('worker', { MAX_ACTIVE_RUNS: '1' });
    const working = await start(front, 5_000);
    await follow(streamOf(front, working), { enough: isText });
    const waiting = await start(front, 5_000);
    await post(`${front.api}/runs/${waiting.run_id}/stop`);
    const log = await follow(streamOf(front, waiting));
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ outcome: { type: 'cancelled' } });
    // Taken for its ending alone.
    expect(log.some(({ event }) => event.type === EventType.STEP_STARTED)).toBe(false);
    await post(`${front.api}/runs/${working.run_id}/stop`);
    await follow(streamOf(front, working));
  });

  it('end a run that cannot be planned any more, instead of trying it for ever', async () => {
    const [front] = (await setup('web')) as [TestApplication];
    const started = await start(front, 5);
    await test.database.updateTable('runs').set({ workflow: 'no-longer-there' }).execute();
    await join('worker');
    const log = await follow(streamOf(front, started));
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_ERROR', code: 'run_unplannable' });
  });

  it('take over from one that leaves, and its viewers come back to the others', async () => {
    const [leaving, staying] = (await setup('all', 'web')) as [TestApplication, TestApplication];
    const started = await start(leaving, 400);
    const before = await follow(streamOf(leaving, started), { enough: isText });
    const watched = watchUntilClosed(streamOf(leaving, started));
    // The next worker comes while the first one is still there.
    await join('worker');
    await leaving.close();
    replicas.shift();
    expect(await watched).toBe('closed');
    const after = await follow(streamOf(staying, started), { after: before.at(-1)!.seq });
    await checkLog([...before, ...after]);
    expect(after.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    const { takeovers, epoch } = await test.database
      .selectFrom('runs')
      .select(['takeovers', 'epoch'])
      .executeTakeFirstOrThrow();
    // Handed back, not found dead.
    expect({ takeovers, epoch }).toEqual({ takeovers: 0, epoch: 2 });
  });
});

/** How a stream ended: properly, or torn off. */
async function watchUntilClosed(stream: string): Promise<'closed' | 'torn'> {
  const response = await fetch(stream);
  try {
    await response.text();
    return 'closed';
  } catch {
    return 'torn';
  }
}
