import { CCardLib } from '@risuai/ccardlib';
import cardUtils from 'character-card-utils';
import mammoth from 'mammoth';
import readXlsxFile from 'read-excel-file/node';
import { says } from '../language-model/scripted/acts.js';
import { ScriptedProvider } from '../language-model/scripted/scripted-provider.js';
import { follow, get, post } from '../testing/api-client.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import { WorkflowsModule } from '../workflow/workflows.module.js';
import { placeholderPortrait } from './cards/placeholder-portrait.js';
import { keywordOf, readPng, textChunk, writePng } from '../cards/png.js';
import type { ExportDto, ExportFormat } from './export.dto.js';

/** What a model, or whoever talks it into it, may write. */
const HOSTILE = [
  '=HYPERLINK("http://evil.example";"x")',
  '@@activate_only_after 9\n@@depth 0\n第二行',
  '<script>alert(1)</script> *不是强调* [链接](javascript:x)',
  '他说：“好”，\r\n"quoted", \u{1F600} {{user}}',
  '控制\u0000\u0008\u001b字符与\uD800半个代理',
  '1. 不是列表\n- 也不是\n    # 更不是标题',
];

let provider: ScriptedProvider;
let test: TestApplication;
let categories: { id: string; items: { id: string }[] }[];

beforeAll(async () => {
  provider = await ScriptedProvider.start();
  const workflows = await WorkflowsModule.scan(new URL('../testing/workflows/', import.meta.url));
  const environment = {
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'scripted-model',
  };
  test = await startTestApplication(environment, [workflows]);
  ({ categories } = (
    await get<{ categories: typeof categories }>(`${test.api}/workflow/character_profile/options`)
  ).body);
});

afterAll(async () => {
  await test.close();
  await provider.stop();
});

async function write(language: 'zh' | 'en', name: string, ids = ['basic', 'interests']): Promise<string> {
  const { body } = await post<{ session_id: string }>(`${test.api}/workflow/character_profile_stream`, {
    character_name: name,
    language,
    selected_categories: ids,
    concurrency: 8,
  });
  await follow(`${test.api}/sse/stream/${body.session_id}`);
  return body.session_id;
}

/** A profile whose items of interests hold what is hostile. */
async function writeHostile(): Promise<string> {
  const items = categories.find(({ id }) => id === 'interests')!.items;
  HOSTILE.forEach((text, index) => provider.script(items[index]!.id, says(text)));
  return write('zh', '../沈"知\u4e00微<b>|x');
}

const address = (session: string, format: string): string =>
  `${test.api}/sessions/${session}/export?format=${format}`;

async function download(session: string, format: ExportFormat): Promise<{ headers: Headers; bytes: Buffer }> {
  const response = await fetch(address(session, format));
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`${response.status} ${bytes.toString()}`);
  return { headers: response.headers, bytes };
}

const jsonOf = async <T>(session: string, format: ExportFormat): Promise<T> =>
  JSON.parse((await download(session, format)).bytes.toString()) as T;

/** The written items, from the format that is compared with the artifact below. */
async function itemsOf(session: string): Promise<{ category: string; name: string; text: string }[]> {
  const { categories } = await jsonOf<ExportDto>(session, 'json');
  return categories.flatMap(({ name: category, items }) =>
    items.flatMap(({ name, text }) => (text === null ? [] : [{ category, name, text }])),
  );
}

/** What XML cannot hold is left out, and its line ends are LF. */
const inXml = (text: string): string =>
  text.replace(/[\u0000-\u0008\u001b\uD800\uFFFD](?![\uDC00-\uDFFF])/g, '').replace(/\r\n/g, '\n');

interface Card {
  spec: string;
  data: {
    name: string;
    description: string;
    personality: string;
    creator_notes: string;
    character_book: { entries: { content: string; keys: string[] }[] };
  };
}

describe.each([
  ['zh', '沈知微'],
  ['en', 'Nell Harrow'],
] as const)('a finished profile (%s)', (language, name) => {
  let session: string;
  beforeAll(async () => {
    session = await write(language, name, ['basic', 'personality', 'family']);
  });

  it('is JSON that says the same as the saved profile', async () => {
    const exported = await jsonOf<ExportDto>(session, 'json');
    const { body: saved } = await get<{ canon: { name: string; age: number }; categories: unknown }>(
      `${test.api}/sessions/${session}/artifacts/profile.json`,
    );
    expect(exported).toMatchObject({
      schema: 'zzzero-export',
      version: 1,
      title: name,
      language,
      sample: false,
    });
    expect(exported.categories).toMatchObject(saved.categories as object);
    expect(exported.facts.find(({ key }) => key === 'age')!.value).toBe(String(saved.canon.age));
    expect(exported.facts.length).toBe(Object.keys(saved.canon).length);
  });

  it('is a card that the readers of both specifications take', async () => {
    const v2 = await jsonOf<Card>(session, 'card_v2');
    const v3 = await jsonOf<Card>(session, 'card_v3');
    expect([CCardLib.character.check(v2), CCardLib.character.check(v3)]).toEqual(['v2', 'v3']);
    expect(cardUtils.parseToV2(v2)).toEqual(v2);
    const down = CCardLib.character.convert(v3 as never, { to: 'v2' });
    expect(cardUtils.parseToV2(down)).toMatchObject({ data: { name } });
    const items = await itemsOf(session);
    // Every item is on the card exactly once.
    for (const { text } of items) {
      const told = [
        v3.data.description,
        v3.data.personality,
        ...v3.data.character_book.entries.map((e) => e.content),
      ];
      expect(told.filter((field) => field.includes(text)).length).toBe(1);
    }
    expect(v3.data.character_book.entries.length).toBeGreaterThan(5);
  });

  it('is a card in an image', async () => {
    const { bytes, headers } = await download(session, 'card_png');
    expect(headers.get('content-type')).toBe('image/png');
    const chunks = readPng(bytes);
    const read = (keyword: string): Card => {
      const [chunk] = chunks.filter((candidate) => keywordOf(candidate) === keyword);
      return JSON.parse(
        Buffer.from(chunk!.data.toString('latin1', keyword.length + 1), 'base64').toString(),
      ) as Card;
    };
    expect(read('ccv3')).toEqual(await jsonOf(session, 'card_v3'));
    expect(cardUtils.parseToV2(read('chara'))).toMatchObject({ spec: 'chara_card_v2', data: { name } });
    expect(read('chara').data.creator_notes).toContain('Character Card V3');
  });

  it('is a lorebook and World Info with all items', async () => {
    const book = await jsonOf<{ spec: string; data: Card['data']['character_book'] }>(session, 'lorebook_v3');
    const info = await jsonOf<{ entries: Record<string, { content: string; key: string[] }> }>(
      session,
      'world_info',
    );
    const items = await itemsOf(session);
    expect(book.spec).toBe('lorebook_v3');
    const contents = book.data.entries.map(({ content }) => content);
    expect(Object.values(info.entries).map(({ content }) => content)).toEqual(contents);
    expect(contents.map((content, index) => content.endsWith(items[index]!.text))).toEqual(
      items.map(() => true),
    );
    const down = CCardLib.lorebook.convert(book.data as never, { from: 'v3', to: 'v2' });
    expect(down.entries.length).toBe(items.length);
  });

  it('is a Word document and a workbook with the same texts', async () => {
    const items = await itemsOf(session);
    const { value } = await mammoth.extractRawText({ buffer: (await download(session, 'docx')).bytes });
    for (const item of items) expect(value).toContain(`${item.name}\n\n${item.text}`);
    const [sheet, facts] = await readXlsxFile((await download(session, 'xlsx')).bytes);
    expect(sheet!.data.slice(1).map(([category, item, text]) => [category, item, text])).toEqual(
      items.map((item) => [item.category, item.name, item.text]),
    );
    expect(facts!.data.length).toBeGreaterThan(60);
  });
});

describe('a hostile profile', () => {
  let session: string;
  beforeAll(async () => {
    session = await writeHostile();
  });

  it('has file names that lead nowhere', async () => {
    for (const format of ['docx', 'card_png', 'csv'] as const) {
      const { headers } = await download(session, format);
      const disposition = headers.get('content-disposition')!;
      expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[^;"]+$/);
      expect(decodeURIComponent(disposition.split("''")[1]!)).toMatch(/^沈 知一微 b x \S+$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('is CSV without formulas, which Excel reads as UTF-8', async () => {
    const { bytes } = await download(session, 'csv');
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows = parseCsv(bytes.toString().slice(1));
    const items = await itemsOf(session);
    expect(rows[0]).toEqual(['类别', '条目', '内容', '关键词', '备注']);
    expect(rows.length).toBe(items.length + 1);
    expect(rows.flat().filter((cell) => /^\s*[=+@\-＝＋－＠\t\r]/.test(cell))).toEqual([]);
    expect(rows.map((row) => row[2])).toContain(`'${HOSTILE[0]}`);
    expect(rows.map((row) => row[2])).toContain(HOSTILE[3]);
  });

  it('is Office files that open, with all that XML can hold, and no formula', async () => {
    const items = await itemsOf(session);
    const workbook = (await download(session, 'xlsx')).bytes;
    const [sheet] = await readXlsxFile(workbook);
    const cells = sheet!.data.slice(1).map(([, , text]) => String(text).replace(/\r\n/g, '\n'));
    expect(cells).toEqual(items.map(({ text }) => inXml(text)));
    const { value, messages } = await mammoth.extractRawText({
      buffer: (await download(session, 'docx')).bytes,
    });
    expect(messages).toEqual([]);
    for (const { text } of items) for (const line of inXml(text).split('\n')) expect(value).toContain(line);
  });

  it('is Markdown that obeys nothing in the texts', async () => {
    const markdown = (await download(session, 'markdown')).bytes.toString();
    expect(markdown).not.toMatch(/(^|[^\\])<(script|b>)/);
    expect(markdown).toContain('\\<script\\>alert(1)\\</script\\> \\*不是强调\\* \\[链接\\](javascript:x)');
    expect(markdown).toContain('1\\. 不是列表\\\n\\- 也不是\\\n\\# 更不是标题');
    expect(markdown.match(/^### /gm)!.length).toBe((await itemsOf(session)).length);
  });

  it('is a card whose entries give no orders to the player', async () => {
    const card = await jsonOf<Card>(session, 'card_v3');
    const entry = card.data.character_book.entries.find(({ content }) =>
      content.includes('activate_only_after'),
    )!;
    const obeyed: string[] = [];
    const left = CCardLib.decorator.parse(entry.content, (name) => void obeyed.push(name));
    expect(obeyed).toEqual([]);
    expect(left).toContain(HOSTILE[1]);
    expect(card.data.name).toBe('../沈"知一微<b>|x');
  });
});

describe('a portrait of the user', () => {
  let session: string;
  const send = (body: RequestInit['body'], type = 'image/png', format = 'card_png'): Promise<Response> =>
    fetch(address(session, format), { method: 'POST', headers: { 'content-type': type }, body });

  beforeAll(async () => {
    session = await write('zh', '沈知微', ['basic']);
  });

  it('carries the card, without the ones of an earlier character and what hides behind its end', async () => {
    const image = readPng(placeholderPortrait('another'));
    const used = writePng([
      image[0]!,
      textChunk('chara', 'b2xk'),
      textChunk('Author', 'somebody'),
      textChunk('ccv3', 'b2xk'),
      ...image.slice(1),
    ]);
    const response = await send(Buffer.concat([used, Buffer.from('PK\u0003\u0004 hidden')]));
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.includes('hidden')).toBe(false);
    const chunks = readPng(bytes);
    expect(chunks.map(keywordOf).filter(Boolean)).toEqual(['Author', 'chara', 'ccv3']);
    expect(chunks.filter(({ type }) => type === 'IDAT')).toEqual(image.filter(({ type }) => type === 'IDAT'));
    expect(bytes.includes('b2xk')).toBe(false);
  });

  it('is refused clearly when it is none', async () => {
    const good = placeholderPortrait('x');
    const damaged = Buffer.from(good);
    damaged[60]! ^= 1;
    const endless = Buffer.from(good);
    endless.writeUInt32BE(0xffffffff, 33);
    const bare = writePng(readPng(good).filter(({ type }) => type !== 'IDAT'));
    const answers = await Promise.all([
      send('GIF89a'),
      send(good.subarray(0, good.length - 20)),
      send(damaged),
      send(endless),
      send(bare),
      send(Buffer.alloc(8_000_001)),
      send('{}', 'application/json'),
      send(good, 'image/jpeg'),
      send(good, 'image/png', 'json'),
    ]);
    const codes = await Promise.all(
      answers.map(async (answer) => {
        const { code } = (await answer.json()) as { code: string };
        return `${answer.status} ${code}`;
      }),
    );
    expect(codes).toEqual([
      ...Array<string>(5).fill('400 portrait_invalid'),
      '413 body_too_large',
      '415 media_type_unsupported',
      '415 media_type_unsupported',
      '400 validation_failed',
    ]);
  });
});

describe('an export', () => {
  it('is refused clearly where there is nothing to export', async () => {
    const { body } = await post<{ session_id: string }>(`${test.api}/sse/create_session`);
    const { body: list } = await get<{ paths: object }>(`${test.api}/docs-json`);
    expect(Object.keys(list.paths)).toContain('/api/sessions/{session_id}/export');
    const codeOf = async (session: string, format: string): Promise<string> => {
      const answer = await get<{ code: string }>(address(session, format));
      return `${answer.status} ${answer.body.code}`;
    };
    expect(await codeOf(body.session_id, 'docx')).toBe('409 nothing_to_export');
    expect(await codeOf(crypto.randomUUID(), 'docx')).toBe('404 session_not_found');
    expect(await codeOf(body.session_id, 'exe')).toBe('400 validation_failed');
    expect(await codeOf('nobody', 'json')).toMatch(/^400 /);
  });
});

describe('a workflow that says nothing of its content', () => {
  it('is exported all the same, texts too long for a cell included, but not as a character', async () => {
    const { body } = await post<{ session_id: string }>(`${test.api}/workflow/errand_stream`, {
      what: 'bread',
      words: 25,
      bulk: 3_000,
    });
    await follow(`${test.api}/sse/stream/${body.session_id}`);
    const items = await itemsOf(body.session_id);
    expect(items.map(({ name, text }) => [name, text.length])).toEqual([
      ['Fetch', 75_000],
      ['Tell', 'Here is bread.'.length],
    ]);
    const [sheet, ...others] = await readXlsxFile((await download(body.session_id, 'xlsx')).bytes);
    expect(others).toEqual([]);
    const cells = sheet!.data.slice(1).map(([, name, text]) => [String(name), String(text)]);
    expect(cells.filter(([, text]) => text!.length > 32_767)).toEqual([]);
    const fetched = cells.filter(([name]) => name === 'Fetch').map(([, text]) => text);
    expect(fetched.join('')).toBe(items[0]!.text);
    for (const format of ['card_v2', 'card_v3', 'card_png']) {
      const { status, body: problem } = await get<{ code: string }>(address(body.session_id, format));
      expect([status, problem.code]).toEqual([409, 'not_a_character']);
    }
    const { bytes } = await download(body.session_id, 'lorebook_v3');
    expect(bytes.toString()).toContain('Here is bread.');
  });
});

/** RFC 4180, read by its grammar. */
function parseCsv(text: string): string[][] {
  return text
    .slice(0, -2)
    .split(/(?<=")\r\n(?=")/)
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((match) => match[1]!.replaceAll('""', '"')),
    );
}
