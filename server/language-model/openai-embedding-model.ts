import { Injectable } from '@nestjs/common';
import type { ProviderConfig } from '../config/provider.js';
import { EmbeddingModel } from './embedding-model.js';
import { modelError, toModelError } from './model-fault.js';
import { OpenAiClients } from './openai-clients.js';
import { ProviderRegistry } from './provider-registry.js';
import { ProviderSlots } from './provider-slots.js';

/** Texts of one call; more are refused by some providers. */
const BATCH = 64;

/** Asks the first provider that has a model for vectors, by OpenAI's `/embeddings`. */
@Injectable()
export class OpenAiEmbeddingModel extends EmbeddingModel {
  private readonly provider?: ProviderConfig;

  constructor(
    providers: ProviderRegistry,
    private readonly clients: OpenAiClients,
    private readonly slots: ProviderSlots,
  ) {
    super();
    this.provider = providers.list().find(({ embeddingModel }) => embeddingModel !== undefined);
  }

  get model(): string | null {
    return this.provider ? `${this.provider.id}/${this.provider.embeddingModel}` : null;
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let at = 0; at < texts.length; at += BATCH) {
      vectors.push(...(await this.embedBatch(texts.slice(at, at + BATCH))));
    }
    return vectors;
  }

  private async embedBatch(input: string[]): Promise<Float32Array[]> {
    const provider = this.provider!;
    const model = provider.embeddingModel!;
    const context = { provider: provider.id, model, streaming: false };
    const release = await this.slots.acquire(provider, new AbortController().signal);
    try {
      const { data } = await this.clients
        .of(provider)
        .embeddings.create({ model, input, encoding_format: 'float' });
      const sorted = [...data].sort((a, b) => a.index - b.index);
      if (sorted.length !== input.length) throw modelError('provider_malformed', context);
      return sorted.map(({ embedding }) => toUnitLength(Float32Array.from(embedding)));
    } catch (error) {
      throw toModelError(error, context);
    } finally {
      release();
    }
  }
}

function toUnitLength(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}
