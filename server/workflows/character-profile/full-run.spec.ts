import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventType } from '@ag-ui/core';
import { follow, get, post, type SseEvent } from '../../testing/api-client.js';
import { checkLog } from '../../testing/check-log.js';
import { startTestApplication, type TestApplication } from '../../testing/test-application.js';
import { until } from '../../testing/until.js';
import type { ProfileDocument } from './profile-files.js';
import { readTemplate } from './profile-template.js';

interface Started {
  session_id: string;
  run_id: string;
}
interface Options {
  categories: { id: string; items: { id: string }[] }[];
}
interface Manifest {
  sample: boolean;
  files: { name: string; bytes: number; sha256: string }[];
}

let test: TestApplication;
let options: Options;
let started: Started;
let log: SseEvent[];
let twin: SseEvent[];

beforeAll(async () => {
  test = await startTestApplication();
  options = (await get<Options>(`${test.api}/workflow/character_profile/options`)).body;
  const answer = await post<Started>(`${test.api}/workflow/character_profile_stream`, {
    character_name: '沈知微 ../<b>"\u202e',
    basic_info: '27 岁，女，古籍修复师',
    selected_categories: options.categories.map(({ id }) => id),
    language: 'zh',
    concurrency: 16,
  });
  expect(answer.status).toBe(202);
  started = answer.body;
  const stream = `${test.api}/sse/stream/${started.session_id}`;
  [log, twin] = await Promise.all([follow(stream), follow(stream)]);
}, 180_000);

afterAll(() => test.close());

const artifact = async (name: string): Promise<string> => {
  const url = `${test.api}/sessions/${started.session_id}/artifacts/${encodeURIComponent(name)}`;
  return (await fetch(url)).text();
};

/** The final text of every message, rebuilt from the deltas. */
function texts(events: readonly SseEvent[]): Map<string, string> {
  const all = new Map<string, string>();
  for (const { event } of events) {
    if (event.type !== EventType.TEXT_MESSAGE_CONTENT) continue;
    all.set(event.messageId, (all.get(event.messageId) ?? '') + event.delta);
  }
  return all;
}

describe('a full profile by the offline model', () => {
  it('is offered with every category and item of the template', () => {
    const offered = options.categories.map(({ id, items }) => [id, items.map((item) => item.id)]);
    expect(offered).toEqual(readTemplate().map(({ id, items }) => [id, items.map((item) => item.id)]));
    expect(offered).toHaveLength(21);
    expect(offered.flatMap(([, items]) => items)).toHaveLength(231);
  });

  it('leaves a log that is gapless and well-formed', async () => {
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
  });

  it('is the same for two viewers, and for one who resumes at 50 random points', async () => {
    expect(twin).toEqual(log);
    for (let n = 0; n < 50; n++) {
      const after = Math.floor(Math.random() * log.length);
      const rest = await follow(`${test.api}/sse/stream/${started.session_id}`, { after });
      expect(rest).toEqual(log.slice(after));
    }
  }, 120_000);

  it('saves exactly the text that was streamed', async () => {
    const profile = JSON.parse(await artifact('profile.json')) as ProfileDocument;
    const streamed = texts(log);
    const items = profile.categories.flatMap((category) => category.items);
    expect(items.map(({ id }) => id)).toEqual(
      options.categories.flatMap(({ items }) => items.map(({ id }) => id)),
    );
    for (const { id, text } of items) expect(text).toBe(streamed.get(`${id}.1`));
    expect(new Set(items.map(({ text }) => text)).size).toBe(items.length);
    for (const { text } of items) expect([...text!].length).toBeLessThanOrEqual(300);
  });

  it('has a manifest whose hashes are those of the files, here and in the folder', async () => {
    const manifest = JSON.parse(await artifact('manifest.json')) as Manifest;
    expect(manifest.sample).toBe(true);
    // One file an item; profile and review, for programs and for people.
    expect(manifest.files).toHaveLength(options.categories.flatMap(({ items }) => items).length + 4);
    const folder = join(test.dataDir, 'output', started.session_id);
    // The copy follows the commit that ends the run.
    await until(() => existsSync(join(folder, 'manifest.json')));
    for (const { name, sha256, bytes } of manifest.files) {
      const content = await readFile(join(folder, name));
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
    }
    expect(await artifact('profile.md')).toContain('示例文本');
  });

  it('can be loaded at once as a snapshot that agrees with the log', async () => {
    const { body } = await get<{ seq: number; messages: { id: string; role: string; text: string }[] }>(
      `${test.api}/sessions/${started.session_id}/snapshot`,
    );
    expect(body.seq).toBe(log.at(-1)!.seq);
    const shown = body.messages.filter(({ role }) => role === 'assistant').map(({ id, text }) => [id, text]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(texts(log)));
  });
});

describe('the API', () => {
  it('documents the workflow by its name, with its own request', async () => {
    const { body } = await get<{ paths: Record<string, unknown> }>(`${test.api}/docs-json`);
    expect(body.paths['/api/workflow/character_profile_stream']).toMatchObject({
      post: {
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/CharacterProfileInput' } } },
        },
      },
    });
    expect(Object.keys(body.paths).filter((path) => path.includes('{workflow'))).toEqual([]);
  });

  it('tells whether a provider answers, and nothing of its address', async () => {
    expect((await post(`${test.api}/providers/offline/test`)).body).toEqual({ ok: true });
    expect((await post(`${test.api}/providers/nobody/test`)).status).toBe(404);
    const { body } = await get(`${test.api}/workflow/character_profile/options`);
    expect(JSON.stringify(body)).not.toMatch(/https?:|apiKey|baseUrl/);
  });
});

describe('a request that is wrong', () => {
  it('is refused with every wrong field named', async () => {
    const { status, body } = await post<{ code: string; errors: { field: string }[] }>(
      `${test.api}/workflow/character_profile_stream`,
      { character_name: '', selected_categories: [], temperature: 9, llm_provider: 'http://evil' },
    );
    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(new Set(body.errors.map(({ field }) => field))).toEqual(
      new Set(['character_name', 'selected_categories', 'temperature', 'llm_provider']),
    );
  });

  it.each(['character_name', 'basic_info', 'model_name', 'llm_provider'])(
    'is refused with a NUL in %s',
    async (field) => {
      const { status, body } = await post<{ errors: { field: string }[] }>(
        `${test.api}/workflow/character_profile_stream`,
        { character_name: '沈', selected_categories: ['basic'], [field]: 'a\u0000b' },
      );
      expect(status).toBe(400);
      expect(body.errors.map((error) => error.field)).toEqual([field]);
    },
  );

  it('is refused when it is nested without end, or is no JSON', async () => {
    const url = `${test.api}/workflow/character_profile_stream`;
    const send = async (type: string, body: string) => {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(await send('application/json', `{"basic_info":${deep}}`)).toEqual([400, 'body_too_deep']);
    expect(await send('text/plain', '{}')).toEqual([415, 'media_type_unsupported']);
  });

  it('is refused with a NUL in its address', async () => {
    const { status, body } = await get<{ code: string }>(
      `${test.api}/sessions/${started.session_id}/artifacts/%00`,
    );
    expect([status, body.code]).toEqual([400, 'bad_address']);
  });

  it.each([
    [{ selected_categories: ['nonsense'] }, 'unknown_category'],
    [{ selected_categories: ['basic'], llm_provider: 'nobody' }, 'unknown_provider'],
    [{ selected_categories: ['basic'], model_name: 'none' }, 'unknown_model'],
  ])('says what does not exist: %j', async (fields, code) => {
    const { status, body } = await post<{ errors: { code: string }[] }>(
      `${test.api}/workflow/character_profile_stream`,
      { character_name: '沈', ...fields },
    );
    expect(status).toBe(400);
    expect(body.errors.map((error) => error.code)).toContain(code);
  });
});
