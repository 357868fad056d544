import { randomUUID } from 'node:crypto';
import { Logger, type LoggerService } from '@nestjs/common';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { ExternalPostgres } from './external-postgres.js';
import { freeLoopbackPort } from './free-port.js';

describe('ExternalPostgres', () => {
  let test: TestDatabase;
  let warnings: string[];

  beforeAll(async () => {
    test = await createTestDatabase();
  });

  afterAll(() => test.drop());

  beforeEach(() => {
    warnings = [];
    const ignore = () => undefined;
    const logger: LoggerService = { log: ignore, error: ignore, warn: (text: string) => warnings.push(text) };
    Logger.overrideLogger(logger);
  });

  it('connects, says where the data lie without the password, and leaves nothing behind', async () => {
    // As it is before our tables are made.
    await sql`drop extension pg_trgm cascade`.execute(test.database);
    const server = await ExternalPostgres.connect(test.url);
    expect(server.description).toContain(test.connection.database);
    expect(server.description).not.toContain(test.connection.password);
    expect(warnings).toEqual([]);
    const { rows } = await sql`select from pg_extension where extname = 'pg_trgm'`.execute(test.database);
    expect(rows).toEqual([]);
  });

  it('warns of a database in which Chinese has no trigrams', async () => {
    const name = `c_${randomUUID().replaceAll('-', '')}`;
    await sql`create database ${sql.id(name)} template template0 locale_provider libc locale 'C'`.execute(
      test.database,
    );
    const url = test.url.replace(test.connection.database!, name);
    await ExternalPostgres.connect(url);
    expect(warnings).toEqual([expect.stringContaining('will not find Chinese')]);
    await sql`drop database ${sql.id(name)}`.execute(test.database);
  });

  it('says what is wrong and what helps when nothing listens', async () => {
    const url = `postgres://someone:secret@localhost:${await freeLoopbackPort()}/x`;
    const error: unknown = await ExternalPostgres.connect(url).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'database_unreachable',
      message: expect.stringContaining('ECONNREFUSED') as string,
      remedy: expect.stringContaining('DATABASE_URL') as string,
    });
    expect(String(error)).not.toContain('secret');
  });

  it('says so when the database is not there', async () => {
    const url = test.url.replace(test.connection.database!, 'nowhere');
    await expect(ExternalPostgres.connect(url)).rejects.toMatchObject({
      code: 'database_unreachable',
      message: expect.stringContaining('"nowhere" does not exist') as string,
    });
  });
});
