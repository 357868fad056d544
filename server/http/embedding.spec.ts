import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication } from '../bootstrap.js';
import { loadConfiguration } from '../config/load-configuration.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';

const PORTAL = 'https://portal.example.com';

describe('embedding', () => {
  let folder: string;
  let test: TestDatabase;
  let close: () => Promise<void>;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zzzero-element-'));
    writeFileSync(join(folder, 'main.js'), 'export {};');
    test = await createTestDatabase();
    const configuration = loadConfiguration(folder, {
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: test.url,
      LOG_LEVEL: 'silent',
      EMBED_ORIGINS: `${PORTAL}, http://localhost:4000`,
    });
    const app = await createApplication({ configuration, elementFolder: folder });
    close = () => app.close();
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
  });

  afterAll(async () => {
    await close();
    await test.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  function preflight(origin: string): Promise<Response> {
    return fetch(`${url}/api/runs/x/stop`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  }

  it('lets a configured origin ask with a token, and never with cookies', async () => {
    const { status, headers } = await preflight(PORTAL);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(PORTAL);
    expect(headers.get('access-control-allow-headers')).toContain('authorization');
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('allows no other origin anything', async () => {
    for (const origin of ['https://evil.example', 'null', `${PORTAL}.evil.example`]) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      const read = await fetch(`${url}/api/sessions`, { headers: { origin } });
      expect(read.headers.get('access-control-allow-origin')).toBeNull();
      // Or else a shared cache would give one page's answer to another.
      expect(read.headers.get('vary')).toContain('Origin');
    }
  });

  it('lets a configured origin read answers, streams and problems, and change things', async () => {
    const headers = { origin: PORTAL, authorization: 'Bearer secret' };
    const list = await fetch(`${url}/api/sessions`, { headers });
    expect(list.status).toBe(200);
    expect(list.headers.get('access-control-allow-origin')).toBe(PORTAL);
    const stream = await fetch(`${url}/api/sse/probe?events=2&interval=50`, { headers });
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.headers.get('access-control-allow-origin')).toBe(PORTAL);
    expect(await stream.text()).toContain('event: probe');
    const stop = await fetch(`${url}/api/runs/none/stop`, { method: 'POST', headers });
    expect(stop.status).not.toBe(403);
    expect(stop.headers.get('access-control-allow-origin')).toBe(PORTAL);
  });

  it('gives the script to every page, fresh', async () => {
    const { status, headers } = await fetch(`${url}/embed/zzzero-session.js`, {
      headers: { origin: 'https://anywhere.example' },
    });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('javascript');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('cache-control')).toBe('no-cache');
  });
});
