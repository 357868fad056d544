import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { Compactor } from '../../server/events/compactor.js';
import { playsAt } from '../../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';
import { follow } from '../../server/testing/api-client.js';
import type { Part, Report } from '../part.js';
import { CountingViewer } from '../support/counting-viewer.js';
import { NodeProgram } from '../support/node-program.js';
import { System } from '../support/system.js';
import { nameOf, TokenProvider, type Pace } from '../support/token-provider.js';

const LANGUAGES = ['zh', 'en'] as const;
const RATES = [1, 40, 200];
const GOALS = { zh: 20, en: 25 };
/** Of the measurement; the text of a stream is four times as long at its end as at the start. */
const QUARTER_MS = 4_000;
const PAGE_EVENTS = 1_000;

/** Bytes on the viewer's socket for each byte of text: over all, and in the last quarter against the first. */
async function bytesPerByte(url: string, text: () => number): Promise<{ all: number; growth: number }> {
  const viewer = await CountingViewer.open(url);
  while (text() === 0) await delay(20);
  await delay(1_000);
  const at: { sent: number; text: number }[] = [];
  for (let quarter = 0; ; quarter++) {
    at.push({ sent: viewer.bytes, text: text() });
    if (quarter === 4) break;
    await delay(QUARTER_MS);
  }
  viewer.close();
  const between = (a: number, b: number) => (at[b]!.sent - at[a]!.sent) / (at[b]!.text - at[a]!.text);
  return { all: between(0, 4), growth: between(3, 4) / between(0, 1) };
}

async function measureWire({ row }: Report): Promise<void> {
  await using provider = await TokenProvider.start();
  await using system = await System.start(provider.baseUrl);
  const paces: Pace[] = LANGUAGES.flatMap((language) =>
    RATES.map((tokensPerSecond) => ({ language, tokensPerSecond })),
  );
  const { database } = system.postgres.test;
  const stored = async (): Promise<number> => {
    const { rows } = await sql<{
      size: number;
    }>`select pg_total_relation_size('events')::bigint as size`.execute(database);
    return rows[0]!.size;
  };
  const before = await stored();
  const results = await Promise.all(
    paces.map(async (pace) => {
      const { language } = pace;
      const run = await system.startRun({ name: nameOf(pace), language, categories: 1 });
      const ours = await bytesPerByte(system.stream(run), () => provider.writtenAt(pace));
      await system.stopRun(run);
      return ours;
    }),
  );
  const text = paces.reduce((sum, pace) => sum + provider.writtenAt(pace), 0);
  const rest = (await stored()) - before;
  const limits = await Promise.all(
    paces.map(async (pace) => {
      await using raw = await NodeProgram.start('programs/pass-through.ts', {
        PROVIDER: provider.baseUrl,
        PROMPT: nameOf(pace),
      });
      const start = provider.writtenAt(pace);
      const limit = await bytesPerByte(raw.url, () => provider.writtenAt(pace) - start);
      return limit;
    }),
  );
  for (const [index, { language, tokensPerSecond }] of paces.entries()) {
    const goal = { of: 'ours' as const, atMost: GOALS[language], limit: GOALS[language] * 3 };
    const title = `${language}, ${tokensPerSecond} deltas/s, sent per byte of text`;
    row(title, 'B', results[index]!.all, limits[index]!.all, tokensPerSecond === 40 ? goal : undefined);
    row(
      `${language}, ${tokensPerSecond} deltas/s, last quarter against first`,
      '',
      results[index]!.growth,
      1,
      {
        of: 'ratio',
        atMost: 1.1,
        limit: 2,
      },
    );
  }
  row('stored per byte of text, while runs write', 'B', rest / text);
}

/** A whole profile, before and after it was put to rest. */
async function measureProfile({ row, note }: Report): Promise<void> {
  await using provider = await ScriptedProvider.start();
  provider.always('*', playsAt(2_000));
  await using system = await System.start(provider.baseUrl);
  const { database } = system.postgres.test;
  const run = await system.startRun({ concurrency: 16 });
  const log = await follow(system.stream(run));
  const text = log.reduce(
    (sum, { event }) =>
      sum + ('delta' in event && typeof event.delta === 'string' ? Buffer.byteLength(event.delta) : 0),
    0,
  );
  const size = async (): Promise<number> => {
    await sql`vacuum full events, event_blocks`.execute(database);
    const { rows } = await sql<{ size: number }>`
      select (pg_total_relation_size('events') + pg_total_relation_size('event_blocks'))::bigint as size`.execute(
      database,
    );
    return rows[0]!.size;
  };
  const live = await size();
  await new Compactor(database).compact(run.session_id);
  const resting = await size();
  row('log of a whole profile, live', 'kB', live / 1_000, text / 1_000);
  row('log of a whole profile, at rest', 'kB', resting / 1_000, text / 1_000);
  note(`${log.length} events, ${(log.length / PAGE_EVENTS).toFixed(0)} blocks; baseline: the text alone`);
}

/** What a byte of text costs on the way and at rest. */
export const wire: Part = {
  id: 'wire',
  title: 'Wire and storage, bytes for each byte of text; baseline: the bytes of the provider itself',
  inSlice: false,
  run: async (report) => {
    await measureWire(report);
    await measureProfile(report);
  },
};
