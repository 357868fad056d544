import { once } from 'node:events';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import express from 'express';
import type { Configuration } from '../config/configuration.js';
import { hostOriginGuard } from './host-origin.js';

describe('hostOriginGuard', () => {
  const servers: Server[] = [];

  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  /** Answers `{code: 'passed'}` for whatever the guard lets through. */
  async function setup(host = '127.0.0.1', allowedHosts: string[] = [], embedOrigins: string[] = []) {
    const app = express();
    app.use(hostOriginGuard({ host, allowedHosts, embedOrigins } as unknown as Configuration));
    app.use((_request, response) => void response.json({ code: 'passed' }));
    const server = app.listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ask = async (headers: IncomingHttpHeaders, method = 'GET'): Promise<string> => {
      const sent = request({
        port,
        host: '127.0.0.1',
        method,
        headers: { connection: 'close', ...headers },
      }).end();
      const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
      return ((await json(response)) as { code: string }).code;
    };
    return { ask, port };
  }

  it.each(['127.0.0.1:1', 'localhost', 'LOCALHOST:80', 'zzzero.localhost:7861', '[::1]:7861'])(
    'answers under the loopback name %s',
    async (host) => {
      const { ask } = await setup();
      expect(await ask({ host })).toBe('passed');
    },
  );

  it.each(['evil.example', '127.0.0.1.evil.example:7861', 'localhost@evil.example', '192.168.0.9', 'x y'])(
    'refuses the foreign name %s',
    async (host) => {
      const { ask } = await setup();
      expect(await ask({ host })).toBe('host_forbidden');
    },
  );

  it('answers under the configured name', async () => {
    const { ask } = await setup('zzzero.lan');
    expect(await ask({ host: 'zzzero.lan:7861' })).toBe('passed');
    expect(await ask({ host: 'other.lan:7861' })).toBe('host_forbidden');
  });

  it("answers under the names that it is allowed, e.g. a load balancer's", async () => {
    const { ask } = await setup('127.0.0.1', ['zzzero.example.com']);
    expect(await ask({ host: 'ZZZero.example.com' })).toBe('passed');
    expect(await ask({ host: 'www.zzzero.example.com' })).toBe('host_forbidden');
  });

  it('answers under any address, but no foreign name, when it listens on all of them', async () => {
    const { ask } = await setup('0.0.0.0');
    expect(await ask({ host: '192.168.0.9:7861' })).toBe('passed');
    expect(await ask({ host: 'evil.example' })).toBe('host_forbidden');
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'nonsense'])(
    'lets a page of %s read, which browsers hide from it, but change nothing',
    async (origin) => {
      const { ask, port } = await setup();
      const host = `127.0.0.1:${port}`;
      expect(await ask({ host, origin }, 'POST')).toBe('origin_forbidden');
      expect(await ask({ host, origin }, 'DELETE')).toBe('origin_forbidden');
      expect(await ask({ host, origin })).toBe('passed');
    },
  );

  it('lets a page change something that may embed sessions, and none that looks like it', async () => {
    const { ask, port } = await setup('127.0.0.1', [], ['https://portal.example.com']);
    const host = `127.0.0.1:${port}`;
    expect(await ask({ host, origin: 'https://portal.example.com' }, 'POST')).toBe('passed');
    for (const origin of [
      'http://portal.example.com',
      'https://portal.example.com:444',
      'https://evil.example',
    ])
      expect(await ask({ host, origin }, 'POST')).toBe('origin_forbidden');
  });

  it('lets our own page and programs without an origin post', async () => {
    const { ask, port } = await setup();
    const host = `localhost:${port}`;
    expect(await ask({ host, origin: `http://${host}` }, 'POST')).toBe('passed');
    expect(await ask({ host, origin: `https://${host}` }, 'POST')).toBe('passed');
    expect(await ask({ host }, 'POST')).toBe('passed');
    expect(await ask({ host, 'sec-fetch-site': 'cross-site' }, 'POST')).toBe('origin_forbidden');
  });
});
