import { estimateTokens } from '../token-estimate.js';

/** The part of a chat completion request that our own servers look at. */
export interface CompletionRequest {
  model?: string;
  messages?: { role?: string; content?: unknown }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  max_tokens?: number;
}

export interface CompletionDelta {
  role?: 'assistant';
  reasoning_content?: string;
  content?: string;
}

/** Content of the last user message, as text. */
export function lastUserMessage({ messages }: CompletionRequest): string {
  const content = messages?.findLast(({ role }) => role === 'user')?.content;
  return typeof content === 'string' ? content : '';
}

/** Usage of a completion, as OpenAI's API counts it: reasoning is part of the completion. */
export function usageOf(request: CompletionRequest, reasoningTokens: number, contentTokens: number): object {
  const prompt = (request.messages ?? []).reduce(
    (sum, { content }) => sum + (typeof content === 'string' ? estimateTokens(content) : 0),
    0,
  );
  return {
    prompt_tokens: prompt,
    completion_tokens: reasoningTokens + contentTokens,
    total_tokens: prompt + reasoningTokens + contentTokens,
    completion_tokens_details: { reasoning_tokens: reasoningTokens },
  };
}

/** Makes the server-sent events of one completion. */
export class CompletionChunks {
  private readonly id = `chatcmpl-${crypto.randomUUID()}`;
  private readonly created = Math.floor(Date.now() / 1000);

  constructor(private readonly model: string) {}

  delta(delta: CompletionDelta): string {
    return this.event({ choices: [{ index: 0, delta, finish_reason: null }] });
  }

  finish(reason: string): string {
    return this.event({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
  }

  usage(usage: object): string {
    return this.event({ choices: [], usage });
  }

  done(): string {
    return 'data: [DONE]\n\n';
  }

  private event(fields: object): string {
    const { id, created, model } = this;
    return `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created, model, ...fields })}\n\n`;
  }
}
