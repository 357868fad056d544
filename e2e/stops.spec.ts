import { EventType } from '@ag-ui/core';
import { expect, test } from '@playwright/test';
import { setTimeout as delay } from 'node:timers/promises';
import { follow, post } from '../server/testing/api-client.js';
import { checkLog } from '../server/testing/check-log.js';
import { Cluster } from './chaos/cluster.js';
import { RecordingProvider } from './chaos/recording-provider.js';
import { SeededRandom } from './chaos/seeded-random.js';

const SEED = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 1e9));
const BATCHES = 10;
const PER_BATCH = 10;

interface Started {
  session_id: string;
  run_id: string;
}

test('100 stops at random moments, asked of random servers, are obeyed with a proof', async () => {
  test.setTimeout(240_000);
  console.log(`stops: seed ${SEED}`);
  const random = new SeededRandom(SEED);
  const provider = await RecordingProvider.start(30);
  const cluster = await Cluster.start(3, provider.environment());
  const closed: number[] = [];

  const stopOne = async (n: number, wait: number): Promise<void> => {
    const character = `沈知微${n}`;
    const { body } = await post<Started>(`${cluster.any(random)}/api/workflow/character_profile_stream`, {
      character_name: character,
      selected_categories: ['legal'],
    });
    await delay(wait);
    const asked = Date.now();
    const answer = await post(`${cluster.any(random)}/api/runs/${body.run_id}/stop`);
    expect(answer.status).toBe(202);
    const log = await follow(`${cluster.any(random)}/api/sse/stream/${body.session_id}`);
    await checkLog(log);

    const events = log.map(({ event }) => event);
    const stopping = events.findIndex(
      (event) => event.type === EventType.STATE_DELTA && JSON.stringify(event.delta).includes('"stopping"'),
    );
    expect(stopping).toBeGreaterThan(0);
    const after = events.slice(stopping).map(({ type }) => type);
    expect(after).not.toContain(EventType.TEXT_MESSAGE_CONTENT);
    expect(after).not.toContain(EventType.REASONING_MESSAGE_CONTENT);
    expect(after).not.toContain(EventType.STEP_STARTED);
    const ending = events.at(-1)!;
    expect(ending).toMatchObject({ type: EventType.RUN_FINISHED, outcome: { type: 'cancelled' } });

    const calls = provider.callsFor(character);
    await provider.server.until(() => calls.every(({ closedAt }) => closedAt !== undefined));
    const aborted = calls.filter(({ closedBy }) => closedBy === 'client');
    for (const call of aborted) closed.push(call.closedAt! - asked);
    // A call may be aborted on its way, before the provider has heard of it; never the other way round.
    const { metadata } = ending as unknown as { metadata: { stop: { providerCallsAborted: number } } };
    expect(metadata.stop.providerCallsAborted).toBeGreaterThanOrEqual(aborted.length);
  };

  try {
    for (let batch = 0; batch < BATCHES; batch++) {
      const stops = Array.from({ length: PER_BATCH }, (_, n) =>
        stopOne(batch * PER_BATCH + n, random.integer(0, 2_500)),
      );
      await Promise.all(stops);
    }
    closed.sort((a, b) => a - b);
    const median = closed[Math.floor(closed.length / 2)];
    console.log(`stops: ${closed.length} calls closed; median ${median} ms, maximum ${closed.at(-1)} ms`);
    expect(closed.length).toBeGreaterThan(BATCHES);
    expect(provider.open).toBe(0);
  } finally {
    await cluster.stop();
    await provider.stop();
  }
});
