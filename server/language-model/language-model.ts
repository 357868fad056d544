import type { Observable } from 'rxjs';

/** One message of a prompt. */
export interface PromptMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** What is asked of a model. `provider` and `model` are configured ids, never a URL. */
export interface ModelRequest {
  provider: string;
  model: string;
  messages: readonly PromptMessage[];
  /** 0–2. */
  temperature?: number;
  /** Upper bound of the answer, in the provider's tokens. */
  maxTokens?: number;
  /** Asks for a JSON object (`response_format`), where the provider knows it. */
  json?: boolean;
}

/** Tokens as the provider counted them, or an estimate where it did not (`estimated`). */
export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
  reasoningTokens?: number;
  estimated?: boolean;
}

/**
 * One piece of an answer.
 * `call` comes once, when the request is on its way (after the wait for a slot).
 * `finish` comes last; `length` says that the text was cut by the token limit.
 */
export type ModelDelta =
  | { kind: 'call' }
  | { kind: 'reasoning'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'finish'; reason: 'stop' | 'length'; usage: TokenUsage };

/**
 * Port to whatever answers prompts.
 *
 * `stream` is cold: subscribing makes one call, unsubscribing closes its socket, before or during the answer.
 * It errors with a `ModelError` (see model-error.ts) and nothing else. It makes one attempt; retries are the engine's.
 * Do not use it to ask for vectors or to list models.
 */
export abstract class LanguageModel {
  abstract stream(request: ModelRequest): Observable<ModelDelta>;
}
