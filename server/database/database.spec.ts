import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { until } from '../testing/until.js';
import { Database } from './database.js';

describe('Database', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    test = await createTestDatabase();
  });

  afterAll(() => test.drop());

  it('reads sequence numbers as numbers', async () => {
    const { rows } = await sql<{ seq: number }>`select 4503599627370497::bigint as seq`.execute(
      test.database,
    );
    expect(rows).toEqual([{ seq: 4_503_599_627_370_497 }]);
  });

  it('outlives connections that are cut, idle or at work', async () => {
    const database = new Database(test.connection, 1);
    const backend = async (): Promise<number> =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database)).rows[0]!.pid;
    const idle = await backend();
    await sql`select pg_terminate_backend(${idle})`.execute(test.database);
    await until(async () => (await backend()) !== idle);

    const busy = await backend();
    const work = expect(sql`select pg_sleep(60)`.execute(database)).rejects.toThrow();
    await until(async () => {
      const { rows } = await sql`
        select from pg_stat_activity where pid = ${busy} and wait_event = 'PgSleep'`.execute(test.database);
      return rows.length === 1;
    });
    await sql`select pg_terminate_backend(${busy})`.execute(test.database);
    await work;
    await until(async () => (await backend()) !== busy);
    await database.destroy();
  });

  it('says what is wrong with the database, gives up on silence, and uses no such connection again', async () => {
    const database = new Database(test.connection, 1, 300);
    const backend = async (): Promise<number> =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database)).rows[0]!.pid;
    const before = await backend();
    await expect(sql`select pg_sleep(60)`.execute(database)).rejects.toMatchObject({
      code: 'database_unreachable',
    });
    const after = await backend();
    expect(after).not.toBe(before);

    await sql`set default_transaction_read_only = on`.execute(database);
    const write = database.insertInto('sessions').values({ id: 's' });
    await expect(write.execute()).rejects.toMatchObject({ code: 'database_read_only' });
    await write.execute();
    const fresh = await backend();
    database.renew();
    expect(await backend()).not.toBe(fresh);
    await database.destroy();
  });

  it('leaves the errors of statements as they are', async () => {
    await expect(sql`select 1 / 0`.execute(test.database)).rejects.toMatchObject({ code: '22012' });
  });
});
