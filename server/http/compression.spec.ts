import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';

describe('compression', () => {
  let application: TestApplication;

  beforeAll(async () => {
    application = await startTestApplication();
  });

  afterAll(() => application.close());

  /** As it comes over the wire: `fetch` would decode it. */
  async function ask(path: string, encodings: string): Promise<IncomingMessage> {
    const request = get(`${application.api}${path}`, { headers: { 'accept-encoding': encodings } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  }

  it('sends a document as Brotli to who can read it, and as it is to who cannot', async () => {
    const packed = await ask('/workflow/character_profile/options', 'gzip, deflate, br');
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.headers.vary).toContain('Accept-Encoding');
    const bytes = Buffer.concat(await packed.toArray());
    const plain = await ask('/workflow/character_profile/options', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const document = await text(plain);
    expect(brotliDecompressSync(bytes).toString()).toBe(document);
    expect(bytes.length).toBeLessThan(Buffer.byteLength(document) / 2);
  });

  it('leaves streams and short answers alone', async () => {
    const probe = await ask('/sse/probe?events=2&interval=50', 'gzip, br');
    expect(probe.headers['content-type']).toContain('text/event-stream');
    expect(probe.headers['content-encoding']).toBeUndefined();
    probe.resume();
    const missing = await ask(`/sessions/${randomUUID()}`, 'gzip, br');
    expect(missing.statusCode).toBe(404);
    expect(missing.headers['content-encoding']).toBeUndefined();
    missing.resume();
  });
});
