import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ApplicationOptions } from '../bootstrap.js';
import { createApplication } from '../bootstrap.js';
import { loadConfiguration } from '../config/load-configuration.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** The whole application on a free port, with a database and a data folder of its own. */
export interface TestApplication {
  app: NestExpressApplication;
  /** E.g. `http://127.0.0.1:43210/api`. */
  api: string;
  database: TestDatabase['database'];
  dataDir: string;
  close(): Promise<void>;
}

/** @param given a database instead of one on the test run's own PostgreSQL; dropped at the end all the same */
export async function startTestApplication(
  environment: Record<string, string> = {},
  imports: ApplicationOptions['imports'] = [],
  given?: TestDatabase,
): Promise<TestApplication> {
  const test = given ?? (await createTestDatabase());
  const replica = await startReplica(test, environment, imports);
  return {
    ...replica,
    close: async () => {
      await replica.close();
      await test.drop();
    },
  };
}

/** One of several servers on a database, which stays when it closes. */
export async function startReplica(
  test: TestDatabase,
  environment: Record<string, string> = {},
  imports: ApplicationOptions['imports'] = [],
): Promise<TestApplication> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zzzero-data-'));
  const configuration = loadConfiguration(dataDir, {
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: test.url,
    LOG_LEVEL: 'silent',
    OFFLINE_TOKENS_PER_SECOND: '20000',
    ...environment,
  });
  const app = await createApplication({ configuration, imports });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return {
    app,
    api: `http://127.0.0.1:${port}/api`,
    database: test.database,
    dataDir,
    close: async () => {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
