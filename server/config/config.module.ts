import { type DynamicModule, Module } from '@nestjs/common';
import { Configuration } from './configuration.js';
import { Project } from './project.js';

/** Makes the parsed `Configuration` and the `Project` injectable everywhere. */
@Module({})
export class ConfigModule {
  /** Takes what was parsed before Nest started, so that a wrong value is one line and not a stack. */
  static forRoot(configuration: Configuration): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: Configuration, useValue: configuration },
        { provide: Project, useFactory: () => Project.find() },
      ],
      exports: [Configuration, Project],
    };
  }
}
