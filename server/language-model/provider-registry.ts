import { Injectable } from '@nestjs/common';
import { Configuration } from '../config/configuration.js';
import type { ProviderConfig } from '../config/provider.js';

/**
 * The providers that a request may name: the configured ones, and the offline model once its port is known.
 * What it returns holds keys and URLs; whoever shows it to a client picks fields by name.
 */
@Injectable()
export class ProviderRegistry {
  private providers: readonly ProviderConfig[];

  constructor(private readonly configuration: Configuration) {
    this.providers = configuration.providers;
  }

  /** In the order of the configuration, the offline model last. */
  list(): readonly ProviderConfig[] {
    return this.providers;
  }

  find(id: string): ProviderConfig | undefined {
    return this.providers.find((provider) => provider.id === id);
  }

  /** What a request without a provider gets. */
  get default(): ProviderConfig {
    const provider = this.find(this.configuration.defaultProvider) ?? this.providers[0];
    if (!provider) throw new Error('the configuration holds no provider');
    return provider;
  }

  /** Fills in the address of our own sample provider, which is free until its port is bound. */
  bindSample(baseUrl: string): void {
    this.providers = this.providers.map((provider) =>
      provider.sample ? { ...provider, baseUrl } : provider,
    );
  }
}
