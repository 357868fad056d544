import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { CompiledServer } from '../testing/compiled-server.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { Database } from './database.js';
import { migrate } from './migrator.js';

describe('migrate', () => {
  let test: TestDatabase;
  let compiled: CompiledServer;

  beforeAll(async () => {
    test = await createTestDatabase();
    compiled = new CompiledServer('database');
  });

  afterAll(async () => {
    compiled.remove();
    await test.drop();
  });

  it('runs once, however many servers start at the same moment', async () => {
    const name = `empty_${randomUUID().replaceAll('-', '')}`;
    await sql`create database ${sql.id(name)}`.execute(test.database);
    const connection = { ...test.connection, database: name };
    const script = `
      import { Database } from './database/database.js';
      import { migrate } from './database/migrator.js';
      const database = new Database(${JSON.stringify(connection)}, 1);
      console.log('ready');
      await done;
      await migrate(database);
      await database.destroy();`;
    const servers = [compiled.run(script), compiled.run(script), compiled.run(script)];
    await Promise.all(servers.map((server) => server.nextLine()));
    await Promise.all(servers.map((server) => server.finish()));

    const database = new Database(connection, 1);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
    expect(rows).toEqual([
      { name: '0001-initial' },
      { name: '0002-event-blocks' },
      { name: '0003-run-commands' },
      { name: '0004-command-payload' },
      { name: '0005-interrupted-runs' },
      { name: '0006-session-names' },
      { name: '0007-knowledge' },
      { name: '0008-templates' },
      { name: '0009-casts' },
      { name: '0010-imported-cards' },
      { name: '0011-run-costs' },
      { name: '0012-provenance' },
    ]);
    await expect(database.selectFrom('events').selectAll().execute()).resolves.toEqual([]);
    await database.destroy();
    await sql`drop database ${sql.id(name)}`.execute(test.database);
  });

  it('refuses the tables of a newer ZZZero, with what helps', async () => {
    await sql`insert into kysely_migration values ('9999-future', now()::text)`.execute(test.database);
    await expect(migrate(test.database)).rejects.toMatchObject({
      code: 'database_version_mismatch',
      remedy: expect.stringContaining('Update ZZZero') as string,
    });
  });
});
