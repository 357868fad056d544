import pg from 'pg';
import type { ProviderConfig } from '../config/provider.js';
import type { PostgresServer } from '../database/postgres-server.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { PostgresProviderSlots } from './postgres-provider-slots.js';

describe('PostgresProviderSlots', () => {
  const never = new AbortController().signal;
  let test: TestDatabase;
  let replicas: PostgresProviderSlots[] = [];

  beforeAll(async () => {
    test = await createTestDatabase();
  });

  afterEach(async () => {
    await Promise.all(replicas.map((replica) => replica.beforeApplicationShutdown()));
    replicas = [];
  });

  afterAll(async () => {
    await test.drop();
  });

  function replica(): PostgresProviderSlots {
    const slots = new PostgresProviderSlots({ connection: test.connection } as unknown as PostgresServer);
    replicas.push(slots);
    return slots;
  }

  function provider(maxConcurrency: number, requestsPerMinute?: number): ProviderConfig {
    const id = `p${Math.random().toString(36).slice(2)}`;
    return { id, label: id, baseUrl: '', models: [], maxConcurrency, requestsPerMinute };
  }

  /** Locks held in the database, asked on a connection of its own. */
  async function locksHeld(): Promise<number> {
    const { rows } = await admin<{ held: number }>(
      `select count(*)::int as held from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and application_name = 'zzzero-slots' and datname = current_database()`,
    );
    return rows[0]?.held ?? -1;
  }

  async function admin<T extends pg.QueryResultRow>(text: string): Promise<pg.QueryResult<T>> {
    const client = new pg.Client(test.connection);
    await client.connect();
    try {
      return await client.query<T>(text);
    } finally {
      await client.end();
    }
  }

  it('lets no more calls through than allowed, over two replicas', async () => {
    const both = [replica(), replica()];
    const limited = provider(3);
    let running = 0;
    let most = 0;
    const call = async (slots: PostgresProviderSlots) => {
      const release = await slots.acquire(limited, never);
      most = Math.max(most, ++running);
      // Long enough for the others to try.
      await locksHeld();
      running--;
      release();
    };

    await Promise.all(Array.from({ length: 24 }, (_, index) => call(both[index % 2]!)));

    expect(most).toBe(3);
  });

  it('serves those of one process in the order of their coming', async () => {
    const slots = replica();
    const one = provider(1);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4, 5].map(async (number) => {
        const release = await slots.acquire(one, never);
        order.push(number);
        release();
      }),
    );

    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it('forgets who has given up, and takes nothing for him', async () => {
    const slots = replica();
    const one = provider(1);
    const release = await slots.acquire(one, never);
    const abort = new AbortController();
    const given = slots.acquire(one, abort.signal);
    const next = slots.acquire(one, never);

    abort.abort(new Error('stopped'));
    await expect(given).rejects.toThrow('stopped');
    release();
    release();

    (await next)();
    await expect(slots.acquire(one, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });

  it('returns its slots to others when it shuts down', async () => {
    const one = provider(1);
    const first = replica();
    await first.acquire(one, never);
    const waiting = replica().acquire(one, never);

    await first.beforeApplicationShutdown();

    (await waiting)();
  });

  it('fails its own waiters when it shuts down', async () => {
    const slots = replica();
    const one = provider(1);
    await slots.acquire(one, never);
    const waiting = slots.acquire(one, never);

    await Promise.all([expect(waiting).rejects.toThrow('closed'), slots.beforeApplicationShutdown()]);
  });

  it('takes its slots again when its connection was cut, and goes on', async () => {
    const slots = replica();
    const two = provider(2);
    const release = await slots.acquire(two, never);
    expect(await locksHeld()).toBe(1);

    await admin(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'zzzero-slots' and datname = current_database()`,
    );
    const second = await slots.acquire(two, never);
    expect(await locksHeld()).toBe(2);

    release();
    second();
    (await slots.acquire(two, never))();
  });

  it('spaces calls out by the bucket that all replicas share', async () => {
    const both = [replica(), replica()];
    // A burst of 60, then nine a second.
    const rated = provider(100, 600);
    const started = performance.now();

    await Promise.all(Array.from({ length: 63 }, (_, index) => both[index % 2]!.acquire(rated, never)));

    const seconds = (performance.now() - started) / 1000;
    expect(seconds).toBeGreaterThan(0.3);
    expect(seconds).toBeLessThan(3);
  });

  it('puts back the token of a call that is given up, and its slot', async () => {
    const slots = replica();
    // A burst of one, then one in two minutes.
    const slow = provider(1, 1);
    (await slots.acquire(slow, never))();
    const abort = new AbortController();
    const waiting = slots.acquire(slow, abort.signal);
    const tokens = async () =>
      (await admin<{ tokens: number }>(`select tokens from provider_rates where provider = '${slow.id}'`))
        .rows[0]!.tokens;
    while ((await tokens()) > -0.5) continue;

    abort.abort();

    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    while ((await tokens()) < -0.5) continue;
    while ((await locksHeld()) > 0) continue;
  });
});
