import { setTimeout as delay } from 'node:timers/promises';
import { get } from '../testing/api-client.js';
import { repeatedSteps, RunLoad, SLOW } from '../testing/run-load.js';

let load: RunLoad;

beforeAll(async () => {
  load = await RunLoad.prepare();
}, 60_000);

afterAll(() => load.close());

describe('runs, while PostgreSQL', () => {
  it('is restarted three times, go on as if nothing had been', async () => {
    const { runs, logs } = await load.suffer(async () => {
      for (const ending of ['immediate', 'fast', 'immediate'] as const) {
        await load.postgres.restart(ending);
        await delay(300);
      }
    });
    expect(logs.flatMap(repeatedSteps)).toEqual([]);
    expect(await load.takeovers(runs)).toEqual([0, 0, 0]);
  }, 60_000);

  it('cuts every connection again and again, go on as if nothing had been', async () => {
    let cut = 0;
    const { runs, logs } = await load.suffer(async () => {
      for (let n = 0; n < 10; n++) {
        cut += await load.postgres.cutAll();
        await delay(150);
      }
    });
    expect(cut).toBeGreaterThan(20);
    expect(logs.flatMap(repeatedSteps)).toEqual([]);
    expect(await load.takeovers(runs)).toEqual([0, 0, 0]);
  }, 60_000);

  it('is gone for eight seconds, hang up on the provider and go on by themselves', async () => {
    await load.suffer(async () => {
      const gone = delay(8_000);
      await load.postgres.stop('fast');
      try {
        await load.untilHungUp();
        const { length } = load.provider.calls;
        const start = await load.start();
        expect([start.status, start.body.code]).toEqual([503, 'database_unreachable']);
        await gone;
        // Nothing comes in, so nothing is kept: memory stands still however long it lasts.
        expect(load.provider.calls).toHaveLength(length);
      } finally {
        await load.postgres.begin();
      }
    }, SLOW);
  }, 60_000);

  it('answers nothing for eight seconds, not even an error, do the same', async () => {
    await load.suffer(async () => {
      const silent = delay(8_000);
      load.postgres.freeze();
      try {
        await load.untilHungUp();
        const health = await get<{ code: string }>(`${load.app.api}/health`);
        expect([health.status, health.body.code]).toEqual([503, 'database_unreachable']);
        await silent;
      } finally {
        load.postgres.thaw();
      }
    }, SLOW);
  }, 60_000);
});
