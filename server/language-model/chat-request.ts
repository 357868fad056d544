import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ProviderConfig } from '../config/provider.js';
import type { ModelRequest } from './language-model.js';

/** OpenAI's models that reason, by name: they refuse a temperature. */
const OPENAI_REASONS = /^(o\d|gpt-5(?!-chat))/;

/**
 * The body of a call. OpenAI's own API has replaced `max_tokens` by `max_completion_tokens`, and its reasoning models
 * refuse the old name and any temperature (platform.openai.com/docs/guides/reasoning); the others know only the old one.
 */
export function chatRequest(
  { model, messages, temperature, maxTokens, json }: ModelRequest,
  { baseUrl }: Pick<ProviderConfig, 'baseUrl'>,
): ChatCompletionCreateParamsStreaming {
  const openAi = new URL(baseUrl).hostname === 'api.openai.com';
  const takesTemperature = !(openAi && OPENAI_REASONS.test(model));
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    stream_options: { include_usage: true },
    ...(temperature !== undefined && takesTemperature && { temperature }),
    ...(maxTokens !== undefined && { [openAi ? 'max_completion_tokens' : 'max_tokens']: maxTokens }),
    ...(json && { response_format: { type: 'json_object' as const } }),
  };
}
