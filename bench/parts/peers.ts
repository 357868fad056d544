import type { Part, Report } from '../part.js';
import { beside, deltaAges, through, type Way } from '../support/delta-ages.js';
import { NodeProgram } from '../support/node-program.js';
import { installPeers, peerProgram, peerVersion } from '../support/peer.js';
import { post } from '../../server/testing/api-client.js';
import { startRedis } from '../support/redis.js';
import { startStampingProvider } from '../support/stamping-provider.js';
import { median, percentile } from '../support/statistics.js';
import { System } from '../support/system.js';

const DELTAS_PER_SECOND = 40;
const RUNS = 20;
const WATCH_MS = 5_000;

/** A thread and a run for each viewer, as LangGraph's SDK asks for them. */
function langGraph({ url }: NodeProgram): Way {
  return {
    open: (streams) =>
      Promise.all(
        Array.from({ length: streams }, async () => {
          const { body } = await post<{ thread_id: string }>(`${url}/threads`);
          const input = { messages: [{ role: 'user', content: 'write' }] };
          return {
            url: `${url}/threads/${body.thread_id}/runs/stream`,
            body: JSON.stringify({ assistant_id: 'agent', input, stream_mode: ['messages-tuple'] }),
          };
        }),
      ),
    close: () => Promise.resolve(),
  };
}

async function measure(
  { row, note }: Report,
  title: string,
  lacks: string,
  way: Way,
  ours: readonly number[],
): Promise<void> {
  try {
    const theirs = await deltaAges(way, RUNS, DELTAS_PER_SECOND, WATCH_MS);
    row(`${title}, delta to viewer, p50`, 'ms', median(ours), median(theirs), { lacks });
    row(`${title}, delta to viewer, p99`, 'ms', percentile(ours, 0.99), percentile(theirs, 0.99), { lacks });
  } catch (error) {
    note(`${title}: ${(error as Error).message}`);
  }
}

/** What a user would otherwise pick, with the same provider and viewers. */
export const peers: Part = {
  id: 'peers',
  title: `Peers, ${RUNS} runs of ${DELTAS_PER_SECOND} deltas/s; last column: what the peer does not do`,
  inSlice: false,
  run: async (report) => {
    const { note } = report;
    try {
      installPeers();
    } catch {
      note('The peers could not be installed: no npm registry.');
      return;
    }
    await using provider = await startStampingProvider(DELTAS_PER_SECOND);
    const environment = { PROVIDER: provider.baseUrl };
    await using system = await System.start(provider.baseUrl);
    const ours = await deltaAges(through(system), RUNS, DELTAS_PER_SECOND, WATCH_MS);
    {
      await using plain = await NodeProgram.start(peerProgram('ai-sdk'), environment);
      await measure(report, peerVersion('ai'), 'durable, resume, stop', beside(plain), ours);
    }
    await using redis = await startRedis();
    if (redis) {
      await using resumable = await NodeProgram.start(peerProgram('ai-sdk'), {
        ...environment,
        REDIS_URL: redis.url,
      });
      await measure(
        report,
        `… with ${peerVersion('resumable-stream')}`,
        'durable, stop',
        beside(resumable),
        ours,
      );
    } else note('AI SDK with resumable-stream: no redis-server on this machine.');
    await using graph = await NodeProgram.start(peerProgram('langgraph'), environment);
    await measure(report, peerVersion('@langchain/langgraph-api'), 'durable', langGraph(graph), ours);
    note('How we know what they do not do: docs/performance.md.');
  },
};
