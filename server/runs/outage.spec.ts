import { EventType } from '@ag-ui/core';
import { setTimeout as delay } from 'node:timers/promises';
import { ScriptedProvider } from '../language-model/scripted/scripted-provider.js';
import { follow, get, post, type SseEvent } from '../testing/api-client.js';
import { checkLog } from '../testing/check-log.js';
import { OwnPostgres } from '../testing/own-postgres.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import { until } from '../testing/until.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';

const RUNS = 3;

interface Started {
  session_id: string;
  run_id: string;
}

let postgres: OwnPostgres;
let provider: ScriptedProvider;
let test: TestApplication;
let category: string;

beforeAll(async () => {
  postgres = await OwnPostgres.start();
  provider = await ScriptedProvider.start({ tokensPerSecond: 150 });
  test = await startTestApplication(
    {
      OPENAI_BASE_URL: provider.baseUrl,
      OPENAI_API_KEY: 'sk-test',
      OPENAI_MODEL: 'scripted-model',
      LOG_LEVEL: process.env['OUTAGE_LOG'] ?? 'silent',
    },
    [],
    postgres.test,
  );
  const { body } = await get<{ categories: { id: string }[] }>(
    `${test.api}/workflow/character_profile/options`,
  );
  category = body.categories[0]!.id;
}, 60_000);

afterAll(async () => {
  await test.close();
  await provider.stop();
  await postgres.remove();
});

/** Runs with a viewer each, and another that comes late; `blow` falls while all of them write. */
async function underLoad(blow: () => Promise<void>) {
  const runs = await Promise.all(Array.from({ length: RUNS }, start));
  const viewers = runs.map((run) => follow(stream(run), { patient: true }));
  await until(async () => (await Promise.all(runs.map(isWriting))).every(Boolean), 20_000);
  const done = new Set((await Promise.all(runs.map(doneIn))).flat());
  await blow();
  await until(async () => (await Promise.all(runs.map(isWriting))).every(Boolean), 20_000);
  const logs = await Promise.all(viewers);
  for (const [index, log] of logs.entries()) {
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    // What a viewer saw through the storm is what the log says after it.
    expect(await follow(stream(runs[index]!))).toEqual(log);
  }
  return { runs, logs, done };
}

async function start(): Promise<Started> {
  const { status, body } = await post<Started>(`${test.api}/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: [category],
    concurrency: 4,
  });
  expect(status).toBe(202);
  return body;
}

const stream = ({ session_id }: Started): string => `${test.api}/sse/stream/${session_id}`;

async function stateOf({ run_id }: Started): Promise<RunStateDocument> {
  return (await get<{ state: RunStateDocument }>(`${test.api}/runs/${run_id}`)).body.state;
}

async function isWriting(run: Started): Promise<boolean> {
  const items = Object.values((await stateOf(run)).items);
  return items.some(({ status }) => status === 'done') && items.some(({ status }) => status === 'writing');
}

/** `run/item` of what is finished. */
async function doneIn(run: Started): Promise<string[]> {
  const items = Object.entries((await stateOf(run)).items);
  return items.flatMap(([id, { status }]) => (status === 'done' ? [`${run.run_id}/${id}`] : []));
}

async function takeovers(runs: readonly Started[]): Promise<number[]> {
  const rows = await postgres.test.database
    .selectFrom('runs')
    .select('takeovers')
    .where(
      'id',
      'in',
      runs.map(({ run_id }) => run_id),
    )
    .execute();
  return rows.map((row) => row.takeovers);
}

/** How often each step was begun. */
function attempts(log: readonly SseEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { event } of log) {
    if (event.type === EventType.STEP_STARTED)
      counts.set(event.stepName, (counts.get(event.stepName) ?? 0) + 1);
  }
  return counts;
}

function expectNothingRepeated({ logs }: { logs: SseEvent[][] }): void {
  for (const log of logs) expect([...attempts(log).values()].filter((count) => count > 1)).toEqual([]);
}

describe('runs under a database in trouble', () => {
  it('go on as if nothing had been when it is restarted three times under them', async () => {
    const load = await underLoad(async () => {
      for (const ending of ['immediate', 'fast', 'immediate'] as const) {
        await postgres.restart(ending);
        await delay(300);
      }
    });
    expectNothingRepeated(load);
    expect(await takeovers(load.runs)).toEqual([0, 0, 0]);
  }, 60_000);

  it('go on when every connection is cut, again and again', async () => {
    let cut = 0;
    const load = await underLoad(async () => {
      for (let n = 0; n < 10; n++) {
        cut += await postgres.cutAll();
        await delay(150);
      }
    });
    expect(cut).toBeGreaterThan(20);
    expectNothingRepeated(load);
    expect(await takeovers(load.runs)).toEqual([0, 0, 0]);
  }, 60_000);
});
