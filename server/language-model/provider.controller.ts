import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { firstValueFrom } from 'rxjs';
import { filter } from 'rxjs/operators';
import { Problem } from '../problem/problem.js';
import { LanguageModel } from './language-model.js';
import { ModelError } from './model-error.js';
import { ProviderCheckDto } from './provider.dto.js';
import { ProviderRegistry } from './provider-registry.js';

/** Tokens of the trial answer; its first one is enough. */
const TRIAL_TOKENS = 64;

/** Configured providers. */
@ApiTags('providers')
@Controller('providers')
export class ProviderController {
  constructor(
    private readonly languageModel: LanguageModel,
    private readonly providers: ProviderRegistry,
  ) {}

  /** Asks the provider's first model for a word, and hangs up at the first token. */
  @Post(':provider_id/test')
  @HttpCode(200)
  async test(@Param('provider_id') id: string): Promise<ProviderCheckDto> {
    const provider = this.providers.find(id);
    const model = provider?.models[0];
    if (!provider || !model)
      throw new Problem(404, 'provider_not_found', { detail: 'There is no such provider.' });
    const answer = this.languageModel.stream({
      provider: provider.id,
      model: model.id,
      maxTokens: TRIAL_TOKENS,
      messages: [{ role: 'user', content: 'Say hello.' }],
    });
    try {
      await firstValueFrom(answer.pipe(filter(({ kind }) => kind !== 'call')));
      return { ok: true };
    } catch (error) {
      if (error instanceof ModelError) return { ok: false, code: error.code, message: error.message };
      throw error;
    }
  }
}
