import type { Part } from '../part.js';
import { beside, deltaAges, through, type Way } from '../support/delta-ages.js';
import { NodeProgram } from '../support/node-program.js';
import { startStampingProvider } from '../support/stamping-provider.js';
import { median, percentile } from '../support/statistics.js';
import { System } from '../support/system.js';

const DELTAS_PER_SECOND = 40;

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
    const ages = (way: Way, runs: number) => deltaAges(way, runs, DELTAS_PER_SECOND, milliseconds);
    for (const runs of slice ? [20] : [1, 20, 100]) {
      const limit = await ages(beside(raw), runs);
      const same = await ages(through(one), runs);
      const across = await ages(through(two), runs);
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
      const polled = await ages(beside(polling), runs);
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
