import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { addressOf, findPortOwner } from './port-owner.js';

describe('findPortOwner', () => {
  const open: (Server | HttpServer)[] = [];

  afterEach(() => open.splice(0).forEach((server) => server.close()));

  async function listen(server: Server | HttpServer): Promise<number> {
    open.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  function answering(body: string): HttpServer {
    return createHttpServer((_request, response) => response.setHeader('connection', 'close').end(body));
  }

  it('knows a ZZZero, even one whose database is down', async () => {
    const port = await listen(answering('{"name":"zzzero","status":"ok"}'));
    expect(await findPortOwner('127.0.0.1', port)).toBe('zzzero');
  });

  it.each(['<html>', 'null', '{"name":"grafana"}'])(
    'takes a program that answers %s for another',
    async (body) => {
      const port = await listen(answering(body));
      expect(await findPortOwner('127.0.0.1', port)).toBe('other');
    },
  );

  it('takes a program that hangs up for another', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    expect(await findPortOwner('127.0.0.1', port)).toBe('other');
  });

  it('leaves a free port free', async () => {
    const port = await listen(createServer());
    open.pop()?.close();
    expect(await findPortOwner('127.0.0.1', port)).toBe('free');
    expect(await findPortOwner('127.0.0.1', port)).toBe('free');
  });
});

describe('addressOf', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:7861/'],
    ['::1', 'http://[::1]:7861/'],
    ['0.0.0.0', 'http://localhost:7861/'],
  ])('makes %s something a browser can open', (host, address) => {
    expect(addressOf(host, 7861)).toBe(address);
  });
});
