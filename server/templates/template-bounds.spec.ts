import { sql } from 'kysely';
import { follow, get, post } from '../testing/api-client.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import { until } from '../testing/until.js';
import type { ProblemDocument } from '../problem/problem.js';
import type { RunStateDocument } from '../workflow/run-state.dto.js';
import type { ProfileOptions } from '../workflows/character-profile/profile-options.dto.js';
import type {
  ImportedTemplateDto,
  TemplateDto,
  TemplateInput,
  TemplateVersionListDto,
} from './template.dto.js';

/** Connections of the application's pool. */
const POOL = 10;

let test: TestApplication;

beforeAll(async () => {
  // No provider: the offline model writes.
  test = await startTestApplication();
});

afterAll(() => test.close());

async function upload(content: string | ArrayBuffer, name = 't.csv'): Promise<ImportedTemplateDto> {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  const response = await fetch(`${test.api}/templates/import`, { method: 'POST', body: form });
  expect(response.status).toBe(201);
  return (await response.json()) as ImportedTemplateDto;
}

async function put<T = TemplateDto>(id: string, input: object): Promise<{ status: number; body: T }> {
  const response = await fetch(`${test.api}/templates/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: (await response.json()) as T };
}

const inputOf = ({ name, version, content }: TemplateDto): TemplateInput => ({
  name,
  base_version: version,
  ...content,
});

it.each(['zh', 'en'] as const)(
  'gives the built-in template as a table to start from, in %s',
  async (language) => {
    const { body: options } = await get<ProfileOptions>(`${test.api}/workflow/character_profile/options`);
    const names = options.categories.map(({ name, items }) => [
      name[language],
      items.map((item) => [item.name[language], item.guidance[language]]),
    ]);
    for (const format of ['csv', 'xlsx']) {
      const url = `${test.api}/templates/built-in/export?format=${format}&language=${language}`;
      const { template, rejected } = await upload(await (await fetch(url)).arrayBuffer(), `t.${format}`);
      expect(rejected).toEqual([]);
      expect(
        template.content.categories.map(({ name, items }) => [
          name,
          items.map((item) => [item.name, item.content]),
        ]),
      ).toEqual(names);
    }
  },
);

it('takes as many categories as a run may choose, and names the rows beyond', async () => {
  const rows = Array.from({ length: 102 }, (_, index) => `c${index},item`);
  const { template, rejected } = await upload(['category,item', ...rows, 'c0,another'].join('\n'));
  expect(template).toMatchObject({ categories: 100, items: 101 });
  expect(rejected.map(({ line, code }) => [line, code])).toEqual([
    [102, 'too_many_categories'],
    [103, 'too_many_categories'],
  ]);
  expect((await put(template.id, inputOf(template))).status).toBe(200);
});

it('keeps the largest template that can be imported when it is saved from the page', async () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => `类,条目${index},${'字'.repeat(2_000)}`);
  const { template } = await upload(['类别,条目,内容', ...rows].join('\n'));
  expect(await put(template.id, inputOf(template))).toMatchObject({
    status: 200,
    body: { version: 2, items: 1_000 },
  });
});

it('gives back texts that begin with an apostrophe as they are', async () => {
  const texts = ["'=2", "''+3", "'tis", "'", '=1'];
  const rows = texts.map((_, index) => `A,item ${index}`);
  const { template } = await upload(['category,item', ...rows].join('\n'));
  const input = inputOf(template);
  input.categories[0]!.items.forEach((item, index) => (item.content = texts[index]!));
  await put(template.id, input);
  for (const format of ['csv', 'xlsx']) {
    const url = `${test.api}/templates/${template.id}/export?format=${format}`;
    const again = await upload(await (await fetch(url)).arrayBuffer(), `t.${format}`);
    expect(again.template.content.categories[0]!.items.map(({ content }) => content)).toEqual(texts);
  }
});

it('takes names that differ in their line breaks alone for the same', async () => {
  const { template, rejected } = await upload('category,item\n"A\nB",one\nA B,two\nA B,"o\nne"\nA B,o ne');
  expect(template.content.categories.map(({ name }) => name)).toEqual(['A B']);
  expect(rejected.map(({ line, code }) => [line, code])).toEqual([[7, 'item_twice']]);
});

it('refuses what an exported table could not say: names twice, and more items than rows', async () => {
  const { template } = await upload('category,item\nA,one');
  const [category] = template.content.categories;
  const item = { name: 'x', content: '', keywords: '', note: '' };
  const faultsOf = async (categories: object[]) => {
    const { status, body } = await put<ProblemDocument>(template.id, { ...inputOf(template), categories });
    expect(status).toBe(400);
    return body.errors?.map(({ field, code }) => [field, code]);
  };
  expect(await faultsOf([{ name: 'A', items: [item, item] }, { ...category }])).toEqual([
    ['categories[1].name', 'category_twice'],
    ['categories[0].items[1].name', 'item_twice'],
  ]);
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...item, name: `${index}` }));
  expect(
    await faultsOf([
      { name: 'A', items: many(600) },
      { name: 'B', items: many(401) },
    ]),
  ).toEqual([['categories', 'too_many_items']]);
});

it('lets one of many that save at once win, and tells the others', async () => {
  const { template } = await upload('category,item\nA,one');
  // More than the pool has connections, and all of them wait for the one row.
  const answers = await test.database.transaction().execute(async (trx) => {
    await trx.selectFrom('templates').where('id', '=', template.id).select('id').forUpdate().execute();
    const asked = Array.from({ length: 12 }, () => put<ProblemDocument>(template.id, inputOf(template)));
    await until(async () => (await waitingForLocks()) >= POOL);
    return { asked };
  });
  const statuses = (await Promise.all(answers.asked)).map(
    ({ status, body }) => `${status} ${body.code ?? ''}`,
  );
  expect(statuses.sort()).toEqual(['200 ', ...Array.from({ length: 11 }, () => '409 template_changed')]);
  const { body } = await get<TemplateVersionListDto>(`${test.api}/templates/${template.id}/versions`);
  expect(body.versions.map(({ version }) => version)).toEqual([2, 1]);
});

/** Asked on a connection of its own: within a transaction this table stands still. */
async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(test.database);
  return rows[0]!.waiting;
}

it('is written by the offline model, which has never heard of its items', async () => {
  const { template } = await upload('类别,条目,内容\n门派,师承,写师父是谁\n门派,武功,写看家本领');
  const { body } = await post<{ session_id: string; run_id: string }>(
    `${test.api}/workflow/character_profile_stream`,
    { character_name: '沈知微', selected_categories: ['c1'], template_id: template.id },
  );
  await follow(`${test.api}/sse/stream/${body.session_id}`);
  const { state } = (await get<{ state: RunStateDocument }>(`${test.api}/runs/${body.run_id}`)).body;
  expect(state.run.status).toBe('finished');
  expect(state.items['c1.i1']).toMatchObject({ status: 'done', title: { zh: '师承' } });
  const profile = await (await fetch(`${test.api}/sessions/${body.session_id}/export?format=csv`)).text();
  expect(profile).toMatch(/"门派","武功","[^"]*沈知微/);
});
