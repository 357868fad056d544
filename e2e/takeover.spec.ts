import { EventType } from '@ag-ui/core';
import { expect, test } from '@playwright/test';
import { sql } from 'kysely';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { follow, get, post } from '../server/testing/api-client.js';
import { checkLog } from '../server/testing/check-log.js';
import { until } from '../server/testing/until.js';
import { Cluster } from './chaos/cluster.js';
import { Gate } from './support/gate.js';

const ROUNDS = 2;
/** Far above what is promised (2 s and 3 s): a slow machine is no broken promise, a takeover by heartbeat alone is. */
const LIMIT_MS = 10_000;

interface Started {
  session_id: string;
  run_id: string;
}

test('a run goes on soon, wherever it is, after a kill -9 and after a SIGTERM of its holder', async () => {
  test.setTimeout(180_000);
  const provider = await ScriptedProvider.start();
  let gate: Gate;
  provider.always('item', (answer) => gate.writes('写到一半，', '写完了。')(answer));
  const cluster = await Cluster.start(2, {
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'scripted-model',
  });
  const { database } = cluster.postgres.test;
  const epoch = async (): Promise<number> => {
    const { rows } = await sql<{ epoch: number }>`select max(epoch) as epoch from runs`.execute(database);
    return rows[0]!.epoch;
  };
  const took: Record<'kill' | 'terminate', number[]> = { kill: [], terminate: [] };
  try {
    // A restart frees every lock, so for ten seconds after it a free lock proves nothing.
    await until(async () => {
      const { rows } = await sql<{ settled: boolean }>`
        select pg_postmaster_start_time() < now() - interval '11 seconds' as settled`.execute(database);
      return rows[0]!.settled;
    }, 20_000);
    for (let round = 0; round < ROUNDS; round++) {
      const how = round % 2 === 0 ? 'kill' : 'terminate';
      const holder = cluster.servers[0]!;
      const other = cluster.servers[1]!;
      gate = new Gate();
      // Alone at the start, so that it is the holder.
      await other.terminate();
      await sql`delete from runs`.execute(database);
      const { body } = await post<Started>(`${holder.url}/api/workflow/character_profile_stream`, {
        character_name: `沈知微${round}`,
        selected_categories: ['legal'],
      });
      await follow(`${holder.url}/api/sse/stream/${body.session_id}`, {
        enough: ({ event }) => event.type === EventType.TEXT_MESSAGE_CONTENT,
      });
      await other.start();
      await until(async () => (await get(`${other.url}/api/health`)).status === 200);
      const began = performance.now();
      const gone = how === 'kill' ? holder.kill() : holder.terminate();
      await until(async () => (await epoch()) === 2, 30_000);
      took[how].push(Math.round(performance.now() - began));
      await gone;
      gate.open();
      const log = await follow(`${other.url}/api/sse/stream/${body.session_id}`);
      await checkLog(log);
      expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
      await holder.start();
    }
    console.log(
      `takeover: after kill -9 ${took.kill.join(', ')} ms; after SIGTERM ${took.terminate.join(', ')} ms`,
    );
    for (const ms of [...took.kill, ...took.terminate]) expect(ms).toBeLessThan(LIMIT_MS);
  } finally {
    await cluster.stop();
    await provider.stop();
  }
});
