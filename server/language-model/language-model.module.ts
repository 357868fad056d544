import { Module } from '@nestjs/common';
import { EmbeddingModel } from './embedding-model.js';
import { LanguageModel } from './language-model.js';
import { OfflineProvider } from './offline/offline.provider.js';
import { OpenAiClients } from './openai-clients.js';
import { OpenAiEmbeddingModel } from './openai-embedding-model.js';
import { OpenAiLanguageModel } from './openai-language-model.js';
import { PostgresProviderSlots } from './postgres-provider-slots.js';
import { ProviderController } from './provider.controller.js';
import { ProviderRegistry } from './provider-registry.js';
import { ProviderSlots } from './provider-slots.js';

/** Whatever answers prompts. */
@Module({
  controllers: [ProviderController],
  providers: [
    ProviderRegistry,
    OfflineProvider,
    OpenAiClients,
    { provide: EmbeddingModel, useClass: OpenAiEmbeddingModel },
    { provide: LanguageModel, useClass: OpenAiLanguageModel },
    { provide: ProviderSlots, useClass: PostgresProviderSlots },
  ],
  exports: [EmbeddingModel, LanguageModel, ProviderRegistry, ProviderSlots],
})
export class LanguageModelModule {}
