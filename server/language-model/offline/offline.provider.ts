import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { ProviderRegistry } from '../provider-registry.js';
import { OfflineServer } from './offline-server.js';

/** Runs the offline model as long as the application lives, and tells the registry where. */
@Injectable()
export class OfflineProvider implements OnModuleInit, BeforeApplicationShutdown {
  private readonly server: OfflineServer;

  constructor(
    configuration: Configuration,
    private readonly providers: ProviderRegistry,
  ) {
    this.server = new OfflineServer(configuration.offlineTokensPerSecond);
  }

  /** Before anything takes up a run: those start on bootstrap. */
  async onModuleInit(): Promise<void> {
    this.providers.bindSample(await this.server.start());
  }

  /** After the workers have stopped in `onModuleDestroy`. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.server.stop();
  }
}
