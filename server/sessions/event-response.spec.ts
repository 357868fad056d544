import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Subject } from 'rxjs';
import type { DatabaseReport } from '../database/database-condition.js';
import type { StoredEvent } from '../events/stored-event.js';
import { EventResponse } from './event-response.js';

let server: Server;
let client: Socket;

afterEach(() => {
  client.destroy();
  server.close();
});

async function setup({
  events = new Subject<readonly StoredEvent[]>(),
  heartbeatMs = 10_000,
  spreadMs = 100,
} = {}) {
  const database = new Subject<DatabaseReport>();
  const closed = new Promise<void>((resolve) => {
    server = createServer((_, response) => {
      response.on('close', resolve);
      const finished = () => Promise.resolve(true);
      new EventResponse(response, {
        cursor: 7,
        heartbeat: 'event',
        maxBacklog: 100_000_000,
        heartbeatMs,
        spreadMs: () => spreadMs,
        replica: 'web-2',
        database,
        finished,
      }).send(events);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  return { database, closed };
}

async function read(until: string): Promise<string> {
  let text = '';
  for await (const chunk of client) {
    text += String(chunk);
    if (text.includes(until)) return text;
  }
  return text;
}

const event = (seq: number, data = '{"type":"STEP_STARTED","stepName":"a"}'): StoredEvent => ({
  seq,
  at: new Date(),
  data,
});

describe('EventResponse', () => {
  it('sends headers, the time of return and a sign of life at once', async () => {
    await setup();
    const text = await read('heartbeat');
    expect(text).toContain('Content-Type: text/event-stream');
    expect(text).toMatch(/^retry: \d+$/m);
    expect(text).toContain('event: heartbeat\nid: 7\n');
  });

  it('tells with each sign of life who answers, and over how long to spread the return', async () => {
    await setup({ spreadMs: 4_000 });
    const text = await read('"replica"');
    const { cursor, retry_ms, spread_ms, replica } = JSON.parse(/^data: (.*)$/m.exec(text)![1]!) as {
      cursor: number;
      retry_ms: number;
      spread_ms: number;
      replica: string;
    };
    expect([cursor, spread_ms, replica]).toEqual([7, 4_000, 'web-2']);
    expect(text).toContain(`retry: ${retry_ms}\n`);
    expect(retry_ms).toBeGreaterThanOrEqual(500);
    expect(retry_ms).toBeLessThan(500 + 4_000);
  });

  it('sends events with their numbers, and ends after the ending of the last run', async () => {
    const events = new Subject<readonly StoredEvent[]>();
    const { closed } = await setup({ events });
    const rest = read('never');
    while (!events.observed) await new Promise((resolve) => setImmediate(resolve));
    events.next([event(8), event(9, '{"type":"RUN_FINISHED"}')]);
    expect(await rest).toContain(
      'id: 8\ndata: {"type":"STEP_STARTED","stepName":"a"}\n\nid: 9\ndata: {"type":"RUN_FINISHED"}\n\n',
    );
    await closed;
    expect(events.observed).toBe(false);
  });

  it('answers a request for the headers alone with them, and ends', async () => {
    const events = new Subject<readonly StoredEvent[]>();
    await setup({ events });
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(await answer.text()).toBe('');
  });

  it('begins nothing for a viewer who has left before', async () => {
    const events = new Subject<readonly StoredEvent[]>();
    const left = new Promise<ServerResponse>((resolve) => {
      server = createServer((_, response) => response.on('close', () => resolve(response)));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n', () => client.resetAndDestroy());
    new EventResponse(await left, {
      cursor: 0,
      heartbeat: 'comment',
      maxBacklog: 1,
      spreadMs: () => 100,
      replica: 'web-2',
      database: new Subject<DatabaseReport>(),
      finished: () => Promise.resolve(true),
    }).send(events);
    expect(events.observed).toBe(false);
  });

  it('says nothing of a database that is well, until it was not', async () => {
    const { database } = await setup();
    const text = read('"detail":"back"');
    await once(client, 'data');
    database.next({ status: 'ok', detail: 'at first' });
    database.next({ status: 'read_only', detail: 'no' });
    database.next({ status: 'ok', detail: 'back' });
    expect(await text).not.toContain('at first');
    expect(await text).toContain('event: database\nid: 7\ndata: {"status":"read_only","detail":"no"}');
  });

  it('keeps a viewer who reads slowly but steadily, for many signs of life', async () => {
    const events = new Subject<readonly StoredEvent[]>();
    const heartbeatMs = 300;
    await setup({ events, heartbeatMs });
    client.pause();
    while (!events.observed) await new Promise((resolve) => setImmediate(resolve));
    // More than he can take in that time: there is never a moment at which nothing waits for him.
    events.next([event(8, 'x'.repeat(60_000_000))]);
    const end = performance.now() + 5 * heartbeatMs;
    while (performance.now() < end) {
      client.read();
      await delay(10);
    }
    expect(events.observed).toBe(true);
  });

  it('drops a viewer who takes nothing between two signs of life', async () => {
    const events = new Subject<readonly StoredEvent[]>();
    const { closed } = await setup({ events, heartbeatMs: 50 });
    client.pause();
    while (!events.observed) await new Promise((resolve) => setImmediate(resolve));
    events.next([event(8, 'x'.repeat(20_000_000))]);
    await closed;
    expect(events.observed).toBe(false);
  });
});
