import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { pairwise } from 'rxjs';
import { Configuration } from '../config/configuration.js';
import { Database } from './database.js';
import { DatabaseCondition } from './database-condition.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { ExternalPostgres } from './external-postgres.js';
import { migrate } from './migrator.js';
import { PostgresServer } from './postgres-server.js';

/** The database, started and migrated before anything that needs it is made. */
@Global()
@Module({
  providers: [
    {
      provide: PostgresServer,
      inject: [Configuration],
      useFactory: ({ databaseUrl, dataDir }: Configuration): Promise<PostgresServer> =>
        databaseUrl ? ExternalPostgres.connect(databaseUrl) : EmbeddedPostgres.start(dataDir),
    },
    { provide: Database, inject: [PostgresServer], useFactory: openDatabase },
    { provide: DatabaseCondition, useFactory: () => new DatabaseCondition() },
  ],
  exports: [PostgresServer, Database, DatabaseCondition],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    private readonly server: PostgresServer,
    private readonly database: Database,
    condition: DatabaseCondition,
  ) {
    condition.changes.pipe(pairwise()).subscribe(([before]) => {
      if (before.status === 'read_only') database.renew();
    });
  }

  /** Last of all: Nest shuts global modules down after the others, and a module after its providers. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.destroy();
    await this.server.release();
  }
}

async function openDatabase(server: PostgresServer): Promise<Database> {
  // Another server may be migrating, and ours may have much to do: nothing hurries it.
  const migrating = new Database(server.connection, 2, 0);
  try {
    await migrate(migrating);
  } catch (error) {
    // Nest closes nothing of a start that failed.
    await migrating.destroy();
    await server.release();
    throw error;
  }
  await migrating.destroy();
  return new Database(server.connection);
}
