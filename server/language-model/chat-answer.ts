import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { CompletionUsage } from 'openai/resources/completions';
import type { ModelDelta, ModelRequest, TokenUsage } from './language-model.js';
import { modelError, type FaultContext } from './model-fault.js';
import { ReasoningSplitter } from './reasoning-splitter.js';
import { estimateTokens } from './token-estimate.js';

/** Where providers put reasoning; DeepSeek, Qwen and Doubao use the first, vLLM and OpenRouter the second. */
type ReasoningDelta = { reasoning_content?: string | null; reasoning?: string | null };

const FILTERED = new Set(['content_filter', 'sensitive']);

/** Longest answer with its reasoning, UTF-16 units: ten times what the longest prompt of ours asks for. */
const MAX_CHARS = 200_000;

/** Turns the chunks of one chat completion into deltas and judges its ending. Throws `ModelError`s. */
export class ChatAnswer {
  private readonly splitter = new ReasoningSplitter();
  private finishReason?: string;
  private usage?: CompletionUsage;
  private refused = false;
  /** Kept to judge emptiness and to estimate tokens. */
  private readonly said = { reasoning: '', text: '' };

  constructor(
    private readonly request: ModelRequest,
    private readonly context: FaultContext,
  ) {}

  /** A model that repeats itself never ends by itself: what it says from here on is cut off, as by a token limit. */
  get tooLong(): boolean {
    return this.said.text.length + this.said.reasoning.length > MAX_CHARS;
  }

  push(chunk: ChatCompletionChunk): ModelDelta[] {
    // The type is a promise that only well-behaved providers keep.
    if (typeof chunk !== 'object' || chunk === null) throw modelError('provider_malformed', this.context);
    if (chunk.usage) this.usage = chunk.usage;
    const choice = chunk.choices?.[0];
    if (!choice) return [];
    if (choice.finish_reason) this.finishReason = choice.finish_reason;
    const delta: (typeof choice.delta & ReasoningDelta) | undefined = choice.delta;
    if (delta?.refusal) this.refused = true;
    const reasoning = delta?.reasoning_content || delta?.reasoning;
    return [
      ...(isText(reasoning) ? [this.count({ kind: 'reasoning', text: reasoning })] : []),
      ...(isText(delta?.content) ? this.splitter.push(delta.content).map((piece) => this.count(piece)) : []),
    ];
  }

  /** The stream is over: what was held back, and the ending. */
  end(): ModelDelta[] {
    const rest = this.splitter.end().map((piece) => this.count(piece));
    const reason = this.tooLong ? 'length' : this.finishReason;
    if (reason === undefined) throw modelError('provider_stream_cut', this.context);
    if (FILTERED.has(reason) || (this.refused && !this.said.text.trim())) {
      throw modelError('provider_content_filter', this.context);
    }
    // DeepSeek's word for a request that it dropped under load.
    if (reason === 'insufficient_system_resource') throw modelError('provider_overloaded', this.context);
    if (!this.said.text.trim()) throw modelError('provider_empty_answer', this.context);
    return [
      ...rest,
      { kind: 'finish', reason: reason === 'length' ? 'length' : 'stop', usage: this.tokens() },
    ];
  }

  private count<T extends { kind: 'reasoning' | 'text'; text: string }>(piece: T): T {
    this.said[piece.kind] += piece.text;
    return piece;
  }

  private tokens(): TokenUsage {
    if (!this.usage) {
      const reasoningTokens = estimateTokens(this.said.reasoning);
      return {
        inputTokens: this.request.messages.reduce((sum, { content }) => sum + estimateTokens(content), 0),
        outputTokens: estimateTokens(this.said.text) + reasoningTokens,
        ...(reasoningTokens > 0 && { reasoningTokens }),
        estimated: true,
      };
    }
    const reasoningTokens = this.usage.completion_tokens_details?.reasoning_tokens;
    return {
      inputTokens: this.usage.prompt_tokens ?? 0,
      outputTokens: this.usage.completion_tokens ?? 0,
      ...(reasoningTokens !== undefined && { reasoningTokens }),
    };
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
