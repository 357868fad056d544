import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { pipeUIMessageStreamToResponse, streamText, toUIMessageStream } from 'ai';

/**
 * Vercel's AI SDK as its guide on resumable streams has it: the answer goes to whoever asked, a copy of it through
 * `resumable-stream` and Redis to whoever comes back. `PROVIDER`, `REDIS_URL` (without it nobody can come back).
 */
const openai = createOpenAICompatible({ name: 'bench', baseURL: process.env.PROVIDER, apiKey: 'none' });
const streams = process.env.REDIS_URL && (await resumable());

const server = createServer((_, response) => {
  const result = streamText({ model: openai('any'), prompt: 'write' });
  pipeUIMessageStreamToResponse({
    response,
    stream: toUIMessageStream({ stream: result.stream }),
    ...(streams && {
      consumeSseStream: ({ stream }) => streams.createNewResumableStream(randomUUID(), () => stream),
    }),
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

async function resumable() {
  const { createResumableStreamContext } = await import('resumable-stream');
  return createResumableStreamContext({ waitUntil: (promise) => void promise });
}
