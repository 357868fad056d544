import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { ApplicationOptions } from './bootstrap.js';
import { CardsModule } from './cards/cards.module.js';
import { CastsModule } from './casts/casts.module.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { HealthModule } from './health/health.module.js';
import { DatabaseProblemFilter } from './http/database-problem.filter.js';
import { loggerModule } from './http/logging.js';
import { NestLogger } from './http/nest-logger.js';
import { KnowledgeModule } from './knowledge/knowledge.module.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { createValidationPipe } from './problem/validation.pipe.js';
import { ProvenanceModule } from './provenance/provenance.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { RunsModule } from './runs/runs.module.js';
import { WorkerModule } from './runs/worker.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { TemplatesModule } from './templates/templates.module.js';

/** The rooms of the house. Pipe and filter are providers, so that tests get them without asking. */
@Module({
  imports: [
    CardsModule,
    CastsModule,
    DatabaseModule,
    ExportsModule,
    HealthModule,
    KnowledgeModule,
    ProvenanceModule,
    RunsModule,
    SessionsModule,
    TemplatesModule,
  ],
  providers: [
    NestLogger,
    { provide: APP_PIPE, useFactory: createValidationPipe },
    // The last one is asked first.
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_FILTER, useClass: DatabaseProblemFilter },
  ],
})
export class AppModule {
  static forRoot({ configuration, imports = [] }: ApplicationOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(configuration),
        loggerModule(configuration),
        ...(configuration.role === 'web' ? [] : [CastsModule.withDirector(), RetentionModule, WorkerModule]),
        ...imports,
      ],
    };
  }
}
