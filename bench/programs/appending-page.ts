import { createServer, request } from 'node:http';

/**
 * The least that a page can be: a button, and what comes is appended to an element. `PROVIDER` is the provider's base
 * URL; its bytes pass through.
 */
const provider = process.env['PROVIDER']!;
const body = JSON.stringify({ model: 'any', stream: true, messages: [{ role: 'user', content: 'write' }] });
const PAGE = `<!doctype html><meta charset="utf-8"><button>Start</button><p data-testid="text"></p><script>
  document.querySelector('button').onclick = async () => {
    const text = document.querySelector('p');
    const reader = (await fetch('/stream')).body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\\n');
      rest = lines.pop();
      for (const line of lines) {
        if (line.startsWith('data: {')) text.append(JSON.parse(line.slice(6)).choices[0]?.delta.content ?? '');
      }
    }
  };
</script>`;

const server = createServer((incoming, response) => {
  if (incoming.url !== '/stream') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    return;
  }
  const call = request(`${provider}/chat/completions`, {
    method: 'POST',
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
