import { createServer, type ServerResponse } from 'node:http';

/**
 * The least that a broadcast can be: ready-made bytes, written to every response in one go. A line on stdin is a turn:
 * how many events of those in `EVENT` go out together.
 */
const event = process.env['EVENT'] ?? '';
const bytes = new Map([1, 8].map((events) => [events, Buffer.from(event.repeat(events))]));
const responses = new Set<ServerResponse>();

const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': hello\n\n');
  responses.add(response);
  response.on('close', () => responses.delete(response));
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as { port: number }).port));

process.stdin.on('data', (lines: Buffer) => {
  for (const line of lines.toString().trim().split('\n')) {
    const turn = bytes.get(Number(line))!;
    for (const response of responses) response.write(turn);
  }
});
