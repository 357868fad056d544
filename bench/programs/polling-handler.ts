import { createServer } from 'node:http';
import OpenAI from 'openai';

/** How often a viewer's loop looks for something new, ms. */
const POLL_MS = 100;

/**
 * The handler that this product replaces, as faithful as needed: a worker gathers the answer in memory; each viewer's
 * loop looks every 100 ms whether it has grown, and sends the whole text again. `PROVIDER` is the provider's base URL.
 */
const openai = new OpenAI({ baseURL: process.env['PROVIDER'], apiKey: 'none' });

const server = createServer((_, response) => {
  const abort = new AbortController();
  let text = '';
  let sent = 0;
  void (async () => {
    const messages = [{ role: 'user' as const, content: 'write' }];
    const stream = await openai.chat.completions.create(
      { model: 'any', stream: true, messages },
      { signal: abort.signal },
    );
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
  })().catch(() => response.end());
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  const loop = setInterval(() => {
    if (text.length === sent) return;
    sent = text.length;
    response.write(`data: ${JSON.stringify({ type: 'message', content: text })}\n\n`);
  }, POLL_MS);
  response.on('close', () => {
    clearInterval(loop);
    abort.abort();
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port));
