import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { NEVER } from 'rxjs';
import { SseResponse } from './sse-response.js';

let server: Server;

afterEach(() => server.close());

/** A viewer who takes nothing until the test says so. */
async function setup() {
  const answering = new Promise<ServerResponse>((resolve) => {
    server = createServer((_, response) => resolve(response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const response = await answering;
  const channel = new SseResponse(
    response,
    { heartbeat: 'comment', maxBacklog: 100_000_000, spreadMs: () => 100, replica: 'test', database: NEVER },
    () => 0,
  );
  channel.open();
  return { channel, client, response };
}

describe('SseResponse', () => {
  it('lets one after the other send its portion, however many sessions wait for the viewer', async () => {
    const { channel, client, response } = await setup();
    const portion = 'x'.repeat(20_000_000);
    channel.write(portion);
    const behind = ['a', 'b', 'c'].map(async () => {
      await channel.drained();
      const { writableNeedDrain } = response;
      channel.write(portion);
      return writableNeedDrain;
    });
    client.resume();
    expect(await Promise.all(behind)).toEqual([false, false, false]);
    client.destroy();
  });
});
