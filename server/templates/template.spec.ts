import writeXlsx from 'write-excel-file/node';
import { says } from '../language-model/scripted/acts.js';
import { ScriptedProvider } from '../language-model/scripted/scripted-provider.js';
import type { ProblemDocument } from '../problem/problem.js';
import { follow, get, post } from '../testing/api-client.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import { withIds } from './template-content.js';
import type { ImportedTemplateDto, TemplateDto, TemplateInput, TemplateListDto } from './template.dto.js';

const HEAD = '类别,条目,内容,关键词,备注';
/** 类别,条目 / 基本,姓名 as Excel for Chinese saves it. */
const GB18030 = Buffer.from('c0e0b1f02cccf5c4bf0d0abbf9b1be2cd0d5c3fb0d0a', 'hex');

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

async function upload<T = ImportedTemplateDto>(
  content: string | Uint8Array<ArrayBuffer>,
  name = '江湖.csv',
  query = '',
): Promise<{ status: number; body: T }> {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  const response = await fetch(`${test.api}/templates/import${query}`, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as T };
}

async function put(
  id: string,
  input: Partial<TemplateInput>,
): Promise<{ status: number; body: TemplateDto }> {
  const response = await fetch(`${test.api}/templates/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: (await response.json()) as TemplateDto };
}

const namesOf = ({ content }: TemplateDto): string[] =>
  content.categories.flatMap(({ name, items }) => items.map((item) => `${name}/${item.name}`));

describe('an import', () => {
  it('makes a template of a table, in UTF-8 and in GB18030, with quoted newlines', async () => {
    const { status, body } = await upload(
      `\ufeff${HEAD}\n基本,姓名,"由来\n与写法",名字,看原著\n,绰号,谁起的,,\n`,
    );
    expect(status).toBe(201);
    expect(body.rejected).toEqual([]);
    expect(body.template).toMatchObject({ name: '江湖', version: 1, categories: 1, items: 2 });
    expect(body.template.content.categories[0]).toEqual({
      id: 'c1',
      name: '基本',
      items: [
        { id: 'i1', name: '姓名', content: '由来\n与写法', keywords: '名字', note: '看原著' },
        { id: 'i2', name: '绰号', content: '谁起的', keywords: '', note: '' },
      ],
    });
    expect(namesOf((await upload(new Uint8Array(GB18030))).body.template)).toEqual(['基本/姓名']);
  });

  it('tells of each row that cannot be used, by its line, and takes the others', async () => {
    const rows = [
      HEAD,
      ',没有类别,,,',
      '"基本\n信息",姓名,,,',
      '基本信息,,内容,,',
      '基本信息,年龄,,,',
      '基本信息,年龄,再来,,',
      `基本信息,长,${'x'.repeat(2_001)},,`,
    ];
    const { body } = await upload(rows.join('\n'));
    expect(body.rejected.map(({ line, code }) => [line, code])).toEqual([
      [2, 'category_missing'],
      [5, 'item_missing'],
      [7, 'item_twice'],
      [8, 'too_long'],
    ]);
    expect(namesOf(body.template)).toEqual(['基本 信息/姓名', '基本信息/年龄']);
  });

  it('reads a thousand rows, and names what is beyond', async () => {
    const rows = Array.from({ length: 1_002 }, (_, index) => `c${index % 20},item ${index}`);
    const { body } = await upload(['category,item', ...rows].join('\n'), 'many.csv');
    expect(body.template.items).toBe(1_000);
    expect(body.rejected.map(({ line, code }) => [line, code])).toEqual([
      [1_002, 'too_many_rows'],
      [1_003, 'too_many_rows'],
    ]);
  });

  it('refuses what is no such table', async () => {
    const codeOf = async (content: string, name = 'a.csv'): Promise<string> =>
      (await upload<ProblemDocument>(content, name)).body.code;
    expect(await codeOf('name,age\nx,1')).toBe('template_columns_missing');
    expect(await codeOf(`${HEAD}\n`)).toBe('template_empty');
    expect(await codeOf('# text', 'a.md')).toBe('file_type_unsupported');
  });

  it('gives back what was exported, formulas and all', async () => {
    const cells = ['=1+1', '@x', '-5', "'=2", "''+3", "'tis", '"a, b"', '多行'];
    const { body } = await upload(
      `${HEAD}\n${cells.map((cell) => `甲,"${cell.replaceAll('"', '""')}",内容,=k,`).join('\n')}`,
    );
    const { template } = body;
    for (const format of ['csv', 'xlsx'] as const) {
      const response = await fetch(`${test.api}/templates/${template.id}/export?format=${format}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (format === 'csv') expect(new TextDecoder().decode(bytes)).toContain(`"'=1+1"`);
      const again = await upload(bytes, `x.${format}`);
      expect(again.body.template.content.categories).toEqual(template.content.categories);
    }
  });
});

it('reads a workbook, and makes it the next version of a template, whose items keep their ids', async () => {
  const { body } = await upload('category,item\nA,one\nA,two');
  const sheet = [
    ['类别', '条目'],
    ['A', 'two'],
    ['A', 'three'],
  ].map((row) => row.map((value) => ({ value })));
  const bytes = new Uint8Array(await writeXlsx(sheet).toBuffer());
  const next = await upload(bytes, 'b.xlsx', `?template_id=${body.template.id}`);
  expect(next.body.template).toMatchObject({ id: body.template.id, version: 2 });
  expect(next.body.template.content.categories[0]!.items.map(({ id, name }) => [id, name])).toEqual([
    ['i2', 'two'],
    ['i3', 'three'],
  ]);
  const first = await get<TemplateDto>(`${test.api}/templates/${body.template.id}?version=1`);
  expect(namesOf(first.body)).toEqual(['A/one', 'A/two']);
});

it('refuses a change of a version that is not the latest, and what is no template', async () => {
  const { id, content } = (await upload('category,item\nA,one')).body.template;
  const input = { name: 'Mine', base_version: 1, ...content };
  expect((await put(id, input)).body).toMatchObject({ name: 'Mine', version: 2 });
  const late = await put(id, input);
  expect([late.status, (late.body as unknown as ProblemDocument).code]).toEqual([409, 'template_changed']);
  expect((await put(id, { ...input, categories: [] })).status).toBe(400);
  expect((await put(id, { ...input, style: { banned: [''] } as never })).status).toBe(400);
});

it('an archived template is offered no more; what was started with it goes on', async () => {
  const { id } = (await upload('category,item\nA,one')).body.template;
  const { body } = await post<{ session_id: string; run_id: string }>(
    `${test.api}/workflow/character_profile_stream`,
    { character_name: '沈知微', selected_categories: ['c1'], template_id: id },
  );
  await follow(`${test.api}/sse/stream/${body.session_id}`);
  expect((await fetch(`${test.api}/templates/${id}`, { method: 'DELETE' })).status).toBe(204);
  const { body: list } = await get<TemplateListDto>(`${test.api}/templates`);
  expect(list.templates.map((template) => template.id)).not.toContain(id);
  const again = await post(`${test.api}/runs/${body.run_id}/revisions`, {
    items: ['c1.i1'],
    action: 'rewrite',
  });
  expect(again.status).toBe(202);
});

it('is what a run writes, in its style, which the review holds it to', async () => {
  const { id, content } = (await upload(`${HEAD}\n基本,姓名,写由来,族谱,\n处世,信条,写一句话,,`)).body
    .template;
  const style = {
    voice: '冷静克制',
    tense: '过去时',
    banned: ['仿佛', 'suddenly'],
    required: ['灯塔', '族谱'],
  };
  await put(id, { name: '江湖', base_version: 1, ...content, style });
  const prompts: string[] = [];
  provider.script('c1.i1', (answer) => {
    prompts.push(String(answer.request.messages?.at(-1)?.content));
    return says('他的名字仿佛写在族谱最后一页。')(answer);
  });
  const { body } = await post<{ session_id: string; run_id: string }>(
    `${test.api}/workflow/character_profile_stream`,
    { character_name: '沈知微', selected_categories: ['c1', 'c2'], template_id: id },
  );
  await follow(`${test.api}/sse/stream/${body.session_id}`);
  expect(prompts[0]).toContain('写「基本」中的一条：「姓名」。写由来（关键词：族谱）');
  expect(prompts[0]).toContain(`<style>${JSON.stringify(style)}</style>`);
  const { state } = (await get<{ state: RunStateDocument }>(`${test.api}/runs/${body.run_id}`)).body;
  expect(state.items['c1.i1']!.findings).toMatchObject([{ kind: 'banned', expected: '仿佛', by: 'code' }]);
  expect(state.items['review']!.flags).toEqual(['missing:灯塔']);
  const exported = await fetch(`${test.api}/sessions/${body.session_id}/export?format=csv`);
  expect(await exported.text()).toContain('用了禁用词：仿佛');
  const { input } = (await get<{ input: { template_version: number } }>(`${test.api}/runs/${body.run_id}`))
    .body;
  expect(input.template_version).toBe(2);
});

it('refuses a run with a template or a category that is not there', async () => {
  const { id } = (await upload('category,item\nA,one')).body.template;
  const start = async (request: object) => {
    const { body } = await post<ProblemDocument>(`${test.api}/workflow/character_profile_stream`, {
      character_name: '沈知微',
      ...request,
    });
    return body.errors?.map(({ field, code }) => [field, code]);
  };
  const nowhere = '00000000-0000-4000-8000-00000000dead';
  expect(await start({ selected_categories: ['basic'], template_id: nowhere })).toEqual([
    ['template_id', 'unknown_template'],
  ]);
  expect(await start({ selected_categories: ['basic'], template_id: id })).toEqual([
    ['selected_categories[0]', 'unknown_category'],
  ]);
  expect(await start({ selected_categories: ['c1'], template_id: id, template_version: 9 })).toEqual([
    ['template_id', 'unknown_template'],
  ]);
});

describe('withIds', () => {
  const item = (name: string, id?: string) => ({ name, id, content: '', keywords: '', note: '' });

  it('keeps ids, finds those of the same name, and gives each other one its own', () => {
    const before = {
      categories: withIds([{ name: 'A', items: [item('x'), item('y')] }]),
      style: null as never,
    };
    const [category] = withIds(
      [{ name: 'A', items: [item('new'), item('y'), item('z', 'i9'), item('w', 'i9')] }],
      before,
    );
    expect(category!.items.map(({ id, name }) => [name, id])).toEqual([
      ['new', 'i3'],
      ['y', 'i2'],
      ['z', 'i9'],
      ['w', 'i4'],
    ]);
  });
});
