import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { get } from '../../server/testing/api-client.js';
import type { Part, Report } from '../part.js';
import { cpuSeconds, treeCpuSeconds } from '../support/process-cost.js';
import { startStampingProvider } from '../support/stamping-provider.js';
import { StampReader } from '../support/stamp.js';
import { median } from '../support/statistics.js';
import { System } from '../support/system.js';
import { Viewer } from '../support/viewer.js';

/** Slow enough that two hundred runs do not fill a small machine. */
const DELTAS_PER_SECOND = 10;
const SESSIONS = [10, 10_000];
const EVENTS_PER_SESSION = 50;
const RUNS = [1, 20, 200];
const SECONDS = 5;
/** Growth that is noise. */
const FLAT = { of: 'ratio' as const, atMost: 1.5, limit: 6 };

/** What so many runs at once cost. */
interface Cost {
  /** Of a request for a run, ms. */
  start: number;
  /** Processor of server and PostgreSQL for a thousand deltas, ms. */
  perThousand: number;
  /** Age of a delta at its viewer, ms. */
  age: number;
}

async function costOf(system: System, runs: number): Promise<Cost> {
  const starts: number[] = [];
  const started = [];
  for (let n = 0; n < runs; n++) {
    const began = performance.now();
    started.push(await system.startRun({ categories: 1 }));
    starts.push(performance.now() - began);
  }
  const readers = started.map(() => new StampReader());
  const viewers = await Promise.all(
    started.map((run, n) => Viewer.open({ url: system.stream(run) }, (chunk) => readers[n]!.read(chunk))),
  );
  while (readers.some(({ seen }) => seen === 0)) await delay(20);
  await delay(1_000);
  for (const reader of readers) reader.clear();
  const spent = (): number => cpuSeconds(system.servers[0]!.pid) + treeCpuSeconds(system.postgres.pid);
  const before = spent();
  await delay(SECONDS * 1_000);
  const cost = spent() - before;
  const ages = readers.flatMap((reader) => reader.ages);
  for (const viewer of viewers) viewer.close();
  await Promise.all(started.map((run) => system.stopRun(run)));
  await Promise.all(started.map((run) => system.ended(run)));
  return { start: median(starts), perThousand: (cost / ages.length) * 1_000_000, age: median(ages) };
}

/** Finished sessions, as many as there are to be, in bulk. */
async function fill(system: System, sessions: number): Promise<void> {
  const { database } = system.postgres.test;
  await sql`insert into sessions (id, workflow, title, updated_at)
    select gen_random_uuid(), 'character-profile', '沈知微' || n, now() - n * interval '1 second'
      from generate_series(1, ${sessions}) n`.execute(database);
  await sql`insert into runs (id, session_id, workflow, input, status, epoch, finished_at)
    select gen_random_uuid(), id, workflow, '{}', 'finished', 1, now() from sessions where title <> ''`.execute(
    database,
  );
  await sql`insert into events (session_id, seq, run_id, data)
    select r.session_id, n, r.id, '{"type":"TEXT_MESSAGE_CONTENT","messageId":"m","delta":"' || repeat('字', 20) || '"}'
      from runs r, generate_series(1, ${EVENTS_PER_SESSION}) n where r.epoch = 1`.execute(database);
  await sql`vacuum analyze`.execute(database);
  await sql`checkpoint`.execute(database);
}

async function measureSessions({ row }: Report, url: string): Promise<void> {
  const costs: (Cost & { list: number })[] = [];
  for (const sessions of SESSIONS) {
    await using system = await System.start(url, ['all'], { COMPACT_AFTER_MINUTES: '100000' });
    await fill(system, sessions);
    const lists: number[] = [];
    for (let n = 0; n < 20; n++) {
      const began = performance.now();
      await get(`${system.url}/api/sessions?limit=10`);
      lists.push(performance.now() - began);
    }
    costs.push({ ...(await costOf(system, 20)), list: median(lists) });
  }
  const [few, many] = costs as [Cost & { list: number }, Cost & { list: number }];
  const title = `${SESSIONS[1]!.toLocaleString('en')} finished sessions against ${SESSIONS[0]}`;
  row(`${title}: start of a run`, 'ms', many.start, few.start, FLAT);
  row(`${title}: a page of the list`, 'ms', many.list, few.list, FLAT);
  row(`${title}: processor for 1,000 deltas`, 'ms', many.perThousand, few.perThousand, FLAT);
  row(`${title}: age of a delta`, 'ms', many.age, few.age, FLAT);
}

async function measureRuns({ row }: Report, url: string): Promise<void> {
  await using system = await System.start(url);
  const one = await costOf(system, RUNS[0]!);
  for (const runs of RUNS.slice(1)) {
    const cost = await costOf(system, runs);
    const title = `${runs} runs at once against one`;
    row(`${title}: start of a run`, 'ms', cost.start, one.start, FLAT);
    row(`${title}: processor for 1,000 deltas`, 'ms', cost.perThousand, one.perThousand, FLAT);
    row(`${title}: age of a delta`, 'ms', cost.age, one.age);
  }
}

/** Whether anything grows dearer with what there is already. */
export const growth: Part = {
  id: 'growth',
  title: `Growth, ${DELTAS_PER_SECOND} deltas/s a run; baseline: the small case`,
  inSlice: false,
  run: async (report) => {
    await using provider = await startStampingProvider(DELTAS_PER_SECOND);
    await measureSessions(report, provider.baseUrl);
    await measureRuns(report, provider.baseUrl);
  },
};
