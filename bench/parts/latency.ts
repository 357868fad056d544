import { setTimeout as delay } from 'node:timers/promises';
import type { Part } from '../part.js';
import { NodeProgram } from '../support/node-program.js';
import { startStampingProvider } from '../support/stamping-provider.js';
import { StampReader } from '../support/stamp.js';
import { median, percentile } from '../support/statistics.js';
import { System, type StartedRun } from '../support/system.js';
import { Viewer } from '../support/viewer.js';

const DELTAS_PER_SECOND = 40;
const WARM_UP_MS = 2_000;

/** A way from the provider to viewers: opens so many streams, each of an answer of its own. */
interface Way {
  open(streams: number): Promise<string[]>;
  close(): Promise<void>;
}

/** Ages of the deltas on arrival at a viewer, ms. */
async function ages(way: Way, streams: number, milliseconds: number): Promise<number[]> {
  const readers: StampReader[] = [];
  const viewers = await Promise.all(
    (await way.open(streams)).map((url) => {
      const reader = new StampReader();
      readers.push(reader);
      return Viewer.open(url, (chunk) => reader.read(chunk));
    }),
  );
  while (readers.some(({ seen }) => seen === 0)) await delay(20);
  await delay(WARM_UP_MS);
  for (const reader of readers) reader.clear();
  await delay(milliseconds);
  const all = readers.flatMap((reader) => reader.ages);
  for (const viewer of viewers) viewer.close();
  const expected = (streams * DELTAS_PER_SECOND * milliseconds) / 1_000;
  if (all.length < expected * 0.8) throw new Error(`${all.length} deltas came of ${expected}`);
  return all;
}

function through(system: System): Way {
  let runs: StartedRun[] = [];
  return {
    open: async (streams) => {
      runs = await Promise.all(Array.from({ length: streams }, () => system.startRun({ categories: 1 })));
      return runs.map((run) => system.stream(run));
    },
    close: async () => {
      await Promise.all(runs.map((run) => system.stopRun(run)));
      await Promise.all(runs.map((run) => system.ended(run)));
    },
  };
}

function beside(program: NodeProgram): Way {
  return {
    open: (streams) => Promise.resolve(Array.from({ length: streams }, () => program.url)),
    close: () => Promise.resolve(),
  };
}

/** How much later a viewer sees a delta than he could. */
export const latency: Part = {
  id: 'latency',
  title: `Added latency, from the provider's socket to the viewer's, ${DELTAS_PER_SECOND} deltas/s a run`,
  inSlice: true,
  run: async ({ slice, row }) => {
    await using provider = await startStampingProvider(DELTAS_PER_SECOND);
    const environment = { PROVIDER: provider.baseUrl };
    await using raw = await NodeProgram.start('programs/pass-through.ts', environment);
    await using polling = await NodeProgram.start('programs/polling-handler.ts', environment);
    await using one = await System.start(provider.baseUrl);
    await using two = await System.start(provider.baseUrl, ['worker', 'web']);
    const milliseconds = slice ? 4_000 : 8_000;
    for (const runs of slice ? [20] : [1, 20, 100]) {
      const limit = await ages(beside(raw), runs, milliseconds);
      const same = await ages(through(one), runs, milliseconds);
      const across = await ages(through(two), runs, milliseconds);
      const goal = (atMost: number) =>
        runs === 20 ? { of: 'difference' as const, atMost, limit: atMost * 10 } : undefined;
      const p50 = median(limit);
      const p99 = percentile(limit, 0.99);
      row(
        `${runs} runs, same replica, p50`,
        'ms',
        median(same),
        p50,
        runs === 100 ? { of: 'ours', atMost: 20 } : goal(4),
      );
      row(`${runs} runs, same replica, p99`, 'ms', percentile(same, 0.99), p99, goal(20));
      row(`${runs} runs, across replicas, p50`, 'ms', median(across), p50, goal(6));
      row(`${runs} runs, across replicas, p99`, 'ms', percentile(across, 0.99), p99, goal(25));
      if (slice) continue;
      const polled = await ages(beside(polling), runs, milliseconds);
      row(`${runs} runs, beside the polling handler, p50`, 'ms', median(same), median(polled));
      row(
        `${runs} runs, beside the polling handler, p99`,
        'ms',
        percentile(same, 0.99),
        percentile(polled, 0.99),
      );
    }
  },
};
