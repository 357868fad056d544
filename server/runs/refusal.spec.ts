import type pg from 'pg';
import type { DatabaseReport } from '../database/database-condition.js';
import { get } from '../testing/api-client.js';
import { RunLoad, SLOW, type Started } from '../testing/run-load.js';

let load: RunLoad;

beforeAll(async () => {
  load = await RunLoad.prepare();
}, 60_000);

afterAll(() => load.close());

/** What a viewer is told of the database, until it is well again. */
async function news(run: Started): Promise<string[]> {
  const response = await fetch(`${load.stream(run)}?until=never`);
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const told = [...text.matchAll(/^event: database\nid: \d+\ndata: (.*)$/gm)].map(
      ([, data]) => (JSON.parse(data!) as DatabaseReport).status,
    );
    if (told.at(-1) === 'ok') return told;
  }
  return [];
}

const ask = (...statements: string[]) =>
  load.postgres.asAdmin(async (admin: pg.Client) => {
    for (const statement of statements) await admin.query(statement);
  });

/** The provider is hung up on, everybody is told why, and nothing dies of it. */
async function expectRefusal(
  status: string,
  code: string,
  break_: () => Promise<unknown>,
  mend: () => Promise<unknown>,
) {
  let told: Promise<string[]>;
  await load.suffer(async ([run]) => {
    told = news(run!);
    await break_();
    try {
      await load.untilHungUp();
      const { length } = load.provider.calls;
      const start = await load.start();
      expect([start.status, start.body.code]).toEqual([503, code]);
      const health = await get<{ code: string; detail: string }>(`${load.app.api}/health`);
      expect([health.status, health.body.code]).toEqual([503, code]);
      expect(load.provider.calls).toHaveLength(length);
    } finally {
      await mend();
    }
  }, SLOW);
  expect(await told!).toEqual([status, 'ok']);
  expect((await get(`${load.app.api}/health`)).status).toBe(200);
}

describe('runs, while the database refuses writes', () => {
  it('because it is read-only, wait and go on by themselves', async () => {
    await expectRefusal(
      'read_only',
      'database_read_only',
      async () => {
        await ask('alter database zzzero set default_transaction_read_only = on');
        await load.postgres.cutAll();
      },
      () => ask('alter database zzzero reset default_transaction_read_only'),
    );
  }, 60_000);

  it('because its disk is full, wait and go on by themselves', async () => {
    await expectRefusal(
      'disk_full',
      'database_full',
      () =>
        ask(
          `create function fill() returns trigger language plpgsql as $$
            begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
          'create trigger full_disk before insert on events execute function fill()',
        ),
      () => ask('drop trigger full_disk on events'),
    );
  }, 60_000);
});
