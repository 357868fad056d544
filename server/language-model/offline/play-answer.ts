import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { CompletionChunks, usageOf, type CompletionRequest } from './completion-chunks.js';
import type { OfflineAnswer } from './offline-answer.js';
import { paced } from './pace.js';
import { tokenise } from './tokenise.js';

/** Headers of a completion stream. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
};

/**
 * Streams an answer as a chat completion: reasoning, content, the reason of the end, usage, `[DONE]`.
 * Ends with the signal's abort error when the client leaves, before the next token.
 *
 * @param onDelta called for each piece written
 */
export async function playAnswer(
  response: ServerResponse,
  request: CompletionRequest,
  answer: OfflineAnswer,
  tokensPerSecond: number,
  signal: AbortSignal,
  onDelta: () => void = () => {},
): Promise<void> {
  const chunks = new CompletionChunks(request.model ?? 'sample-writer');
  const reasoning = tokenise(answer.reasoning);
  const all = tokenise(answer.content);
  const content = all.slice(0, request.max_tokens ?? all.length);
  response.writeHead(200, STREAM_HEADERS);
  response.write(chunks.delta({ role: 'assistant', content: '' }));
  for (const [key, tokens] of [
    ['reasoning_content', reasoning],
    ['content', content],
  ] as const) {
    for await (const batch of paced(tokens, tokensPerSecond, signal)) {
      onDelta();
      // A client that does not read is waited for: nothing piles up here.
      if (!response.write(chunks.delta({ [key]: batch.join('') }))) await once(response, 'drain', { signal });
    }
  }
  response.write(chunks.finish(content.length < all.length ? 'length' : 'stop'));
  if (request.stream_options?.include_usage) {
    response.write(chunks.usage(usageOf(request, reasoning.length, content.length)));
  }
  response.end(chunks.done());
}
