import { sql } from 'kysely';
import { get, post, type SseEvent } from '../../server/testing/api-client.js';
import { until } from '../../server/testing/until.js';
import { Cluster } from './cluster.js';
import { judge, judgeDatabase, type LoggedEvent, type SessionRecord } from './oracle.js';
import { RecordingProvider } from './recording-provider.js';
import type { Blow } from './schedule.js';
import { SeededRandom } from './seeded-random.js';
import { Viewer } from './viewer.js';

/** What a storm is made of. */
export interface StormOptions {
  seed: number;
  replicas: number;
  sessions: number;
  viewersPerSession: number;
  categories: readonly string[];
  tokensPerSecond: number;
  blows: readonly Blow[];
  /** Servers that are away until a blow begins them; the others hold all runs. */
  absent?: readonly number[];
  /** Folder of another build. */
  root?: string;
}

/** What is known when the storm is over. */
export interface Aftermath {
  /** Promises broken, in words. */
  faults: string[];
  /** Leases that ended by death. */
  takeovers: number;
  /** Figures, for people. */
  told: string;
}

/** Runs under way on several servers, a storm over them, and what the oracle says of it afterwards. */
export async function weather(options: StormOptions): Promise<Aftermath> {
  const random = new SeededRandom(options.seed);
  const provider = await RecordingProvider.start(options.tokensPerSecond);
  const cluster = await Cluster.start(options.replicas, provider.environment(), options.root);
  try {
    for (const replica of options.absent ?? []) await cluster.servers[replica]!.terminate();
    const sessions: string[] = [];
    const viewers: Viewer[] = [];
    for (let n = 0; n < options.sessions; n++) {
      const id = await begin(cluster.servers[n % 2]!.url, options.categories, n);
      sessions.push(id);
      for (let v = 0; v < options.viewersPerSession; v++)
        viewers.push(new Viewer(cluster, id, random.integer(1, 1e9)));
    }
    await cluster.storm(options.blows);
    await until(() => allEnded(cluster), 120_000);
    // Every viewer is told the end by some server, in its own time.
    await Promise.race([
      Promise.all(viewers.map(({ done }) => done)),
      new Promise((late) => setTimeout(late, 20_000)),
    ]);
    viewers.forEach((viewer) => viewer.leave());

    const faults = viewers.flatMap(({ faults }) => faults);
    for (const [n, id] of sessions.entries()) {
      const own = viewers.slice(n * options.viewersPerSession, (n + 1) * options.viewersPerSession);
      const record: SessionRecord = {
        id,
        character: characterOf(n),
        log: await readLog(cluster, id),
        views: own.map(({ seen }) => seen),
      };
      if (own.some(({ seen }) => seen.length !== record.log.length))
        faults.push(`session ${id}: a viewer missed the end`);
      faults.push(...(await judge(record, provider.calls)));
    }
    // Bells that still hang are answered within a second or two.
    let left: string[] = [];
    await until(async () => {
      left = await judgeDatabase(cluster.postgres.test.database, options.replicas);
      return left.length === 0;
    }, 15_000).catch(() => faults.push(...left));
    if (provider.open > 0) faults.push(`${provider.open} sockets of the provider are still open`);
    const events = viewers.reduce((sum, { seen }) => sum + seen.length, 0);
    const { takeovers } = await cluster.postgres.test.database
      .selectFrom('runs')
      .select((eb) => eb.fn.sum<number>('takeovers').as('takeovers'))
      .executeTakeFirstOrThrow();
    return {
      faults,
      takeovers: Number(takeovers),
      told: `${provider.calls.length} calls, ${events} events seen by ${viewers.length} viewers`.concat(
        `, ${takeovers} takeovers`,
      ),
    };
  } finally {
    await cluster.stop();
    await provider.stop();
  }
}

const characterOf = (n: number): string => `沈知微${n}`;

async function begin(url: string, categories: readonly string[], n: number): Promise<string> {
  const { status, body } = await post<{ session_id: string }>(
    `${url}/api/workflow/character_profile_stream`,
    {
      character_name: characterOf(n),
      selected_categories: categories,
      concurrency: 4,
    },
  );
  if (status !== 202) throw new Error(`not started: ${status}`);
  return body.session_id;
}

async function allEnded(cluster: Cluster): Promise<boolean> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from runs where status in ('queued', 'running')`.execute(
    cluster.postgres.test.database,
  );
  return rows[0]!.n === 0;
}

async function readLog(cluster: Cluster, id: string): Promise<LoggedEvent[]> {
  const log: LoggedEvent[] = [];
  for (let head = 1; log.length < head;) {
    const { body } = await get<{
      head: number;
      events: { seq: number; at: string; event: SseEvent['event'] }[];
    }>(`${cluster.servers[0]!.url}/api/sessions/${id}/events?after=${log.at(-1)?.seq ?? 0}&limit=1000`);
    log.push(...body.events.map(({ seq, at, event }) => ({ seq, event, at: Date.parse(at) })));
    head = body.events.length === 0 ? log.length : body.head;
  }
  return log;
}
