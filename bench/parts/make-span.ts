import type { Part } from '../part.js';
import { MeasuringProvider } from '../support/measuring-provider.js';
import { cpuSeconds, treeCpuSeconds } from '../support/process-cost.js';
import { System } from '../support/system.js';
import { Viewer } from '../support/viewer.js';

/** Length of an answer, ms: far shorter than any real one, so that what we add between answers shows. */
const ANSWERS = [
  { concurrency: 1, milliseconds: 150 },
  { concurrency: 4, milliseconds: 400 },
  { concurrency: 16, milliseconds: 1_500 },
];

/** How long the graph takes when nothing lies between its steps: the facts, then items on as many lanes as allowed. */
function ideal(durations: MeasuringProvider['durations'], concurrency: number): number {
  const lanes = Array.from({ length: concurrency }, () => 0);
  let facts = 0;
  for (const { canon, milliseconds } of durations) {
    if (canon) facts += milliseconds;
    else lanes[lanes.indexOf(Math.min(...lanes))]! += milliseconds;
  }
  return facts + Math.max(...lanes);
}

/** What the engine adds to the time of the provider's answers. */
export const makeSpan: Part = {
  id: 'make-span',
  title: 'Make-span of a whole profile; baseline: the same answers with nothing between them',
  inSlice: false,
  run: async ({ row, note }) => {
    for (const { concurrency, milliseconds } of ANSWERS) {
      await using provider = await MeasuringProvider.start(milliseconds);
      await using system = await System.start(provider.baseUrl);
      const { pid } = system.servers[0]!;
      const spent = (): [number, number] => [cpuSeconds(pid), treeCpuSeconds(system.postgres.pid)];
      const before = spent();
      const began = performance.now();
      const run = await system.startRun({ concurrency });
      // A viewer to the end: asking for the run's state again and again would cost the server more than the run.
      const viewer = await Viewer.open({ url: system.stream(run) }, () => undefined);
      await viewer.ended;
      const ours = performance.now() - began;
      const limit = ideal(provider.durations, concurrency);
      row(`concurrency ${concurrency}, answers of ${milliseconds} ms, of the ideal`, '', limit / ours, 1, {
        of: 'ratio',
        atLeast: 0.95,
        limit: 0.6,
      });
      const after = spent();
      const perThousand = (at: 0 | 1) => ((after[at] - before[at]) / provider.deltas) * 1_000;
      row(`concurrency ${concurrency}, processor per 1,000 deltas, server`, 's', perThousand(0));
      row(`concurrency ${concurrency}, processor per 1,000 deltas, PostgreSQL`, 's', perThousand(1));
    }
    note('231 items; real answers last some hundred times longer.');
  },
};
