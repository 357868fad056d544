import { CCardLib } from '@risuai/ccardlib';
import { deflateSync } from 'node:zlib';
import { placeholderPortrait } from '../exports/cards/placeholder-portrait.js';
import { says } from '../language-model/scripted/acts.js';
import { ScriptedProvider } from '../language-model/scripted/scripted-provider.js';
import type { ProblemDocument } from '../problem/problem.js';
import { follow, post } from '../testing/api-client.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import type { ImportedCardDto } from './card.dto.js';
import { keywordOf, readPng, textChunk, writePng } from './png.js';

/** What nobody of us has heard of, at every level. */
const V2 = {
  spec: 'chara_card_v2',
  spec_version: '2.0',
  hub: { rating: 5 },
  data: {
    name: '沈知微',
    description: '古籍修复师，二十七岁。',
    personality: '寡言',
    scenario: '梅雨季的杭州',
    first_mes: '她没有抬头。',
    mes_example: '<START>',
    creator_notes: '原作者的话',
    system_prompt: 'Stay in character.',
    post_history_instructions: '',
    alternate_greetings: ['雨停了。'],
    tags: ['古风'],
    creator: 'someone',
    character_version: '7',
    extensions: { depth_prompt: { depth: 4 }, talkativeness: '0.5' },
    voice: { pitch: -2 },
    character_book: {
      name: '旧书',
      shelf: 'top',
      extensions: {},
      entries: [
        {
          keys: ['行会'],
          content: '行会在湖州。',
          extensions: { sticky: 3 },
          enabled: true,
          insertion_order: 5,
          id: 4,
          weight: 9,
        },
      ],
    },
  },
};

let provider: ScriptedProvider;
let test: TestApplication;

beforeAll(async () => {
  provider = await ScriptedProvider.start();
  test = await startTestApplication({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'scripted-model',
  });
});

afterAll(async () => {
  await test.close();
  await provider.stop();
});

async function upload<T = ImportedCardDto>(
  content: string | Uint8Array,
  name = 'card.json',
): Promise<{ status: number; body: T }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
  const response = await fetch(`${test.api}/cards/import`, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as T };
}

function inPng(card: object, keyword = 'chara'): Buffer {
  const text = Buffer.from(JSON.stringify(card)).toString('base64');
  const chunks = readPng(Buffer.from(placeholderPortrait('x')));
  return writePng([...chunks.slice(0, -1), textChunk(keyword, text), chunks.at(-1)!]);
}

async function write(card: ImportedCardDto): Promise<string> {
  provider.script('personality.core', says('她从不解释第二遍。'));
  const { body } = await post<{ session_id: string }>(`${test.api}/workflow/character_profile_stream`, {
    character_name: card.name,
    basic_info: card.basic_info,
    selected_categories: ['personality', 'dreams'],
    imported_card: card.card_id,
  });
  await follow(`${test.api}/sse/stream/${body.session_id}`);
  return body.session_id;
}

async function exported(session: string, format: string): Promise<Buffer> {
  const response = await fetch(`${test.api}/sessions/${session}/export?format=${format}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

it('reads V1, V2 and V3, and says what a profile begins with and what is kept', async () => {
  const { status, body } = await upload(JSON.stringify(V2));
  expect(status).toBe(201);
  expect(body).toMatchObject({
    spec: 'v2',
    name: '沈知微',
    basic_info: '古籍修复师，二十七岁。\n\n寡言\n\n梅雨季的杭州',
    truncated: false,
    has_portrait: false,
    lorebook_entries: 1,
  });
  expect(body.unknown_fields.sort()).toEqual(
    [
      'hub',
      'data.voice',
      'data.extensions.depth_prompt',
      'data.extensions.talkativeness',
      'data.character_book.entries[].weight',
      'data.character_book.entries[].extensions.sticky',
    ].sort(),
  );
  const v1 = await upload(JSON.stringify({ name: 'Nell', description: 'x'.repeat(5_000), avatar: 'none' }));
  expect(v1.body).toMatchObject({ spec: 'v1', name: 'Nell', truncated: true, unknown_fields: ['avatar'] });
  expect(v1.body.basic_info).toHaveLength(4_000);
  const v3 = await upload(inPng({ ...V2, spec: 'chara_card_v3', spec_version: '3.0' }, 'ccv3'), 'card.png');
  expect(v3.body).toMatchObject({ spec: 'v3', has_portrait: true });
});

it('exports upon the card: what the profile writes replaces, everything else stays', async () => {
  const session = await write((await upload(JSON.stringify(V2))).body);
  const v2 = JSON.parse((await exported(session, 'card_v2')).toString()) as typeof V2;
  const v3 = JSON.parse((await exported(session, 'card_v3')).toString()) as typeof V2;
  for (const card of [v2, v3]) {
    expect(card.hub).toEqual(V2.hub);
    expect(card.data).toMatchObject({
      voice: V2.data.voice,
      first_mes: '她没有抬头。',
      mes_example: '<START>',
      system_prompt: 'Stay in character.',
      alternate_greetings: ['雨停了。'],
      creator: 'someone',
      character_version: '7',
    });
    expect(card.data.description).not.toBe(V2.data.description);
    expect(card.data.creator_notes).toContain('原作者的话');
    expect(card.data.tags).toEqual(expect.arrayContaining(['古风', 'ZZZero']));
    expect(card.data.extensions).toMatchObject({ ...V2.data.extensions, zzzero: { session_id: session } });
    const book = card.data.character_book;
    expect(book).toMatchObject({ name: '旧书', shelf: 'top' });
    expect(book.entries[0]).toMatchObject(V2.data.character_book.entries[0]!);
    const ids = book.entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(5);
  }
  expect(CCardLib.character.check(v2)).toBe('v2');
  expect(CCardLib.character.check(v3)).toBe('v3');
});

it('comes round: what was exported is imported with the same fields, in the same portrait', async () => {
  const portrait = inPng(V2);
  const first = (await upload(portrait, 'card.png')).body;
  const session = await write(first);
  const png = await exported(session, 'card_png');
  const pixels = (file: Buffer) => readPng(file).find(({ type }) => type === 'IDAT')!.data;
  expect(pixels(png).equals(pixels(portrait))).toBe(true);
  expect(readPng(png).filter((chunk) => keywordOf(chunk) === 'chara')).toHaveLength(1);
  const again = (await upload(png, 'again.png')).body;
  expect(again.spec).toBe('v3');
  expect(again.unknown_fields).toEqual(expect.arrayContaining(first.unknown_fields));
});

it('refuses what is no card, damaged, too deep, too large or hostile', async () => {
  const codeOf = async (content: string | Uint8Array, name?: string): Promise<[number, string]> => {
    const { status, body } = await upload<ProblemDocument>(content, name);
    return [status, body.code];
  };
  const deep = `{"name":"x","data":${'['.repeat(200)}${']'.repeat(200)}}`;
  const invalid = [400, 'card_invalid'];
  expect(await codeOf('no json')).toEqual(invalid);
  expect(await codeOf('[1]')).toEqual(invalid);
  expect(await codeOf('{"name":" "}')).toEqual(invalid);
  expect(await codeOf(deep)).toEqual(invalid);
  expect(await codeOf(Buffer.from(placeholderPortrait('x')), 'a.png')).toEqual(invalid);
  expect(await codeOf(inPng(V2).subarray(0, 300), 'a.png')).toEqual(invalid);
  const chunks = readPng(Buffer.from(placeholderPortrait('x')));
  const bomb = Buffer.concat([
    Buffer.from('chara\0\0', 'latin1'),
    deflateSync(Buffer.alloc(60_000_000, 'A')),
  ]);
  const bombed = writePng([...chunks.slice(0, -1), { type: 'zTXt', data: bomb }, chunks.at(-1)!]);
  expect(await codeOf(bombed, 'a.png')).toEqual(invalid);
  const poisoned = await upload(
    '{"name":"x","__proto__":{"admin":true},"constructor":{"prototype":{"y":1}}}',
  );
  expect(poisoned.status).toBe(201);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
  const { status, body } = await post<ProblemDocument>(`${test.api}/workflow/character_profile_stream`, {
    character_name: 'x',
    selected_categories: ['dreams'],
    imported_card: '00000000-0000-4000-8000-00000000dead',
  });
  expect([status, body.errors?.[0]?.code]).toEqual([400, 'unknown_card']);
});
