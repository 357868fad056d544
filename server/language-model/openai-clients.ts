import { Injectable } from '@nestjs/common';
import OpenAI from 'openai';
import { Configuration } from '../config/configuration.js';
import type { ProviderConfig } from '../config/provider.js';

/** The SDK's clients, kept by address and key, so that connections can be reused. */
@Injectable()
export class OpenAiClients {
  private readonly clients = new Map<string, OpenAI>();

  constructor(private readonly configuration: Configuration) {}

  of({ baseUrl, apiKey }: ProviderConfig): OpenAI {
    const id = `${baseUrl} ${apiKey ?? ''}`;
    let client = this.clients.get(id);
    if (!client) {
      client = new OpenAI({
        baseURL: baseUrl,
        // The SDK insists on a key; the header is left out where the provider needs none.
        apiKey: apiKey ?? 'none',
        ...(!apiKey && { defaultHeaders: { Authorization: null } }),
        // Not from the environment: these are OpenAI's, and this may be another provider.
        organization: null,
        project: null,
        // Retries are the engine's, and silence is watched here.
        maxRetries: 0,
        timeout: this.configuration.providerTimeoutMs * 2,
        logLevel: 'off',
      });
      this.clients.set(id, client);
    }
    return client;
  }
}
