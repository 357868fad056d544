import { createServer, request } from 'node:http';

/**
 * The least that can stand between a provider and a viewer: one request in, one request out, its bytes as they come.
 * Nothing is kept, nobody can come back. `PROVIDER` is the provider's base URL, `PROMPT` what it is asked.
 */
const provider = process.env['PROVIDER']!;
const body = JSON.stringify({
  model: 'any',
  stream: true,
  messages: [{ role: 'user', content: process.env['PROMPT'] ?? 'write' }],
});

const server = createServer((_, response) => {
  const call = request(`${provider}/chat/completions`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
  });
  call.on('response', (answer) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    answer.pipe(response);
  });
  call.on('error', () => response.destroy());
  response.on('close', () => call.destroy());
  call.end(body);
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port));
