import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { sql } from 'kysely';
import { ConfigModule } from '../config/config.module.js';
import { loadConfiguration } from '../config/load-configuration.js';
import { openTemporaryFolder } from '../testing/open-folder.js';
import { Database } from './database.js';
import { DatabaseModule } from './database.module.js';
import { PostgresServer } from './postgres-server.js';

// initdb takes its time on a busy machine.
jest.setTimeout(60_000);

/** A room that still writes something when the application goes. */
@Injectable()
class LastWords implements OnApplicationShutdown {
  heard = 0;

  constructor(private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    const { rows } = await sql`select * from sessions`.execute(this.database);
    this.heard = rows.length;
  }
}

@Module({ providers: [LastWords] })
class LateModule {}

describe('DatabaseModule', () => {
  let folder: string;

  beforeEach(() => (folder = openTemporaryFolder()));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('brings a migrated database with nothing configured, and stops it after all others have left', async () => {
    const configuration = loadConfiguration(folder, { DATA_DIR: folder });
    const app = await Test.createTestingModule({
      imports: [LateModule, ConfigModule.forRoot(configuration), DatabaseModule],
    }).compile();
    await app.init();
    expect(app.get(PostgresServer).description).toContain(folder);
    await app.get(Database).insertInto('sessions').values({ id: 's1' }).execute();
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(true);

    const lastWords = app.get(LastWords);
    await app.close();
    expect(lastWords.heard).toBe(1);
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});
