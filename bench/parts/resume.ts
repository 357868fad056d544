import { EventType } from '@ag-ui/core';
import { playsAt } from '../../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../../server/language-model/scripted/scripted-provider.js';
import { get } from '../../server/testing/api-client.js';
import { urlOf } from '../../server/testing/test-database.js';
import type { Part, Report } from '../part.js';
import { delta, EventSource } from '../support/event-source.js';
import { NodeProgram } from '../support/node-program.js';
import { readToEnd } from '../support/read-to-end.js';
import { median } from '../support/statistics.js';
import { System } from '../support/system.js';

const REPEATS = 5;

/** Medians over repeats, each after its own pause for breath. */
async function typical(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let n = 0; n < REPEATS; n++) values.push(await measure());
  return median(values);
}

/** A session of so many events whose run is over. */
async function write(source: EventSource, events: number): Promise<string> {
  const writer = await source.openSession('finished');
  const { sessionId, runId } = writer.fence;
  for (let seq = 1; seq < events; seq++) {
    writer.write({ events: [delta('沈知微把灯', seq)] });
    if (seq % 1_000 === 0) await writer.flushed();
  }
  writer.write({ events: [{ type: EventType.RUN_FINISHED, threadId: sessionId, runId }] });
  await writer.flushed();
  return sessionId;
}

async function measureMissed({ slice, row }: Report, system: System, raw: NodeProgram): Promise<void> {
  await using source = await EventSource.open(system.postgres.test.connection);
  for (const events of slice ? [10_000] : [1_000, 10_000, 100_000]) {
    const session = await write(source, events);
    const url = `${system.url}/api/sse/stream/${session}`;
    const limit = await typical(async () => (await readToEnd(`${raw.url}/${session}`, events)).all);
    const ours = await typical(async () => (await readToEnd(url, events)).all);
    const first = await typical(async () => (await readToEnd(url, events)).first);
    const firstRaw = await typical(async () => (await readToEnd(`${raw.url}/${session}`, events)).first);
    const title = `${events.toLocaleString('en')} missed events`;
    row(`${title}, to the last`, 'ms', ours, limit, { of: 'ratio', atMost: 3, limit: 15 });
    row(`${title}, to the first`, 'ms', first, firstRaw);
  }
}

async function measureSnapshot({ row, note }: Report, system: System, raw: NodeProgram): Promise<void> {
  const run = await system.startRun({ concurrency: 16 });
  await system.ended(run);
  const url = `${system.url}/api/sessions/${run.session_id}/snapshot`;
  let size = 0;
  const snapshot = async (): Promise<number> => {
    const began = performance.now();
    const { body } = await get<{ seq: number }>(url);
    size = body.seq;
    return performance.now() - began;
  };
  await system.servers[0]!.terminate();
  await system.servers[0]!.start();
  const cold = await snapshot();
  const limit = await typical(async () => (await readToEnd(`${raw.url}/${run.session_id}`, size)).all);
  row('snapshot of a whole profile, first asked for', 'ms', cold, limit);
  row('snapshot of a whole profile, asked again', 'ms', await typical(snapshot), limit);
  note(`Profile of ${size} events; baseline: reading those events raw.`);
  await system.postgres.restart('fast');
  await system.servers[0]!.terminate();
  await system.servers[0]!.start();
  const { first } = await readToEnd(system.stream(run), size);
  row('first event of a stream, database and server just started', 'ms', first);
}

/** How soon a viewer who was away is where the others are. */
export const resume: Part = {
  id: 'resume',
  title: 'Resume; baseline: pages of rows through node:http',
  inSlice: true,
  run: async (report) => {
    await using provider = await ScriptedProvider.start();
    provider.always('*', playsAt(2_000));
    await using system = await System.start(provider.baseUrl);
    await using raw = await NodeProgram.start('programs/replay.ts', {
      DATABASE_URL: urlOf(system.postgres.test.connection),
    });
    await measureMissed(report, system, raw);
    if (!report.slice) await measureSnapshot(report, system, raw);
  },
};
