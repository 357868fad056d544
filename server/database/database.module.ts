import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '../config/configuration.js';
import { Database } from './database.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { ExternalPostgres } from './external-postgres.js';
import { migrate } from './migrator.js';
import { PostgresServer } from './postgres-server.js';

/** The database, started and migrated before anything else is made. */
@Global()
@Module({
  providers: [
    {
      provide: PostgresServer,
      inject: [Configuration],
      useFactory: ({ databaseUrl, dataDir }: Configuration): Promise<PostgresServer> =>
        databaseUrl ? ExternalPostgres.connect(databaseUrl) : EmbeddedPostgres.start(dataDir),
    },
    {
      provide: Database,
      inject: [PostgresServer],
      useFactory: async (server: PostgresServer): Promise<Database> => {
        const database = new Database(server.connection);
        await migrate(database);
        return database;
      },
    },
  ],
  exports: [PostgresServer, Database],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    private readonly server: PostgresServer,
    private readonly database: Database,
  ) {}

  /** Last of all: the other rooms leave in earlier hooks. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.destroy();
    await this.server.release();
  }
}
