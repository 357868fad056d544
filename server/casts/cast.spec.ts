import writeXlsx from 'write-excel-file/node';
import { playsAt } from '../language-model/scripted/acts.js';
import { ScriptedProvider } from '../language-model/scripted/scripted-provider.js';
import type { ProblemDocument } from '../problem/problem.js';
import { get, post } from '../testing/api-client.js';
import { startReplica, type TestApplication } from '../testing/test-application.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { until } from '../testing/until.js';
import { CastDirector } from './cast-director.js';
import type { CastDto, CastListDto, RosterDto } from './cast.dto.js';

/** 姓名,简介 / 沈知微,修复师 as Excel for Chinese saves it. */
const GB18030 = Buffer.from('d0d5c3fb2cbcf2bde90d0ac9f2d6aacea22cd0deb8b4cad60d0a', 'hex');
const SETTINGS = { selected_categories: ['dreams'], concurrency: 8 };

let provider: ScriptedProvider;
let database: TestDatabase;
let test: TestApplication;

const environment = () => ({
  OPENAI_BASE_URL: provider.baseUrl,
  OPENAI_API_KEY: 'sk-test',
  OPENAI_MODEL: 'scripted-model',
  PROVIDER_MAX_CONCURRENCY: '32',
});

beforeEach(async () => {
  provider = await ScriptedProvider.start();
  database = await createTestDatabase();
  test = await startReplica(database, environment());
});

afterEach(async () => {
  await test.close();
  await database.drop();
  await provider.stop();
});

async function upload<T = RosterDto>(
  content: Uint8Array | string,
  name: string,
): Promise<{ status: number; body: T }> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
  const response = await fetch(`${test.api}/casts/import`, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as T };
}

const named = (...names: string[]) => names.map((character_name) => ({ character_name }));
const create = (request: object) =>
  post<CastDto & ProblemDocument>(`${test.api}/casts`, {
    name: '群像',
    settings: SETTINGS,
    at_once: 2,
    ...request,
  });
const castOf = async (id: string): Promise<CastDto> => (await get<CastDto>(`${test.api}/casts/${id}`)).body;
const statuses = ({ members }: CastDto): string[] => members.map(({ status }) => status);

describe('a roster', () => {
  it('is read from CSV in GB18030 and from a workbook, and says which lines cannot be used', async () => {
    const { body } = await upload(GB18030, 'a.csv');
    expect(body.characters).toMatchObject([{ line: 2, character_name: '沈知微' }]);
    const rows = [
      ['name', 'basic_info'],
      ['Nell', 'a mender'],
      ['', 'nobody'],
      ['Nell', 'again'],
      ['x'.repeat(81), ''],
    ];
    const sheet = rows.map((row) => row.map((value) => ({ value })));
    const workbook = await upload(new Uint8Array(await writeXlsx(sheet).toBuffer()), 'a.xlsx');
    expect(workbook.body).toEqual({
      characters: [{ line: 2, character_name: 'Nell', basic_info: 'a mender' }],
      rejected: [
        { line: 3, code: 'name_missing' },
        { line: 4, code: 'name_twice' },
        { line: 5, code: 'too_long' },
      ],
    });
    const wrong = await upload<ProblemDocument>('age\n1', 'a.csv');
    expect([wrong.status, wrong.body.code]).toEqual([400, 'roster_columns_missing']);
  });
});

it('writes all of them, never more at a time than it was told', async () => {
  const { status, body } = await create({ characters: named('甲', '乙', '丙', '丁', '戊') });
  expect(status).toBe(201);
  let seen = 0;
  await until(async () => {
    const cast = await castOf(body.id);
    const now = cast.members.filter((member) => ['queued', 'running'].includes(member.status)).length;
    seen = Math.max(seen, now);
    return statuses(cast).every((each) => each === 'finished');
  }, 25_000);
  expect(seen).toBeLessThanOrEqual(2);
  const cast = await castOf(body.id);
  expect(cast.members.map(({ character_name }) => character_name)).toEqual(['甲', '乙', '丙', '丁', '戊']);
  for (const { done, total, tokens } of cast.members) {
    expect([done, total > 5]).toEqual([total, true]);
    expect(tokens).toBeGreaterThan(0);
  }
  expect((await get<CastListDto>(`${test.api}/casts`)).body.casts).toMatchObject([
    { characters: 5, finished: 5 },
  ]);
  expect(provider.callsOf('canon')).toHaveLength(5);
});

it('starts nobody more once the cap is reached', async () => {
  const { body } = await create({ characters: named('甲', '乙', '丙'), at_once: 1, token_cap: 1_000 });
  await until(async () => (await castOf(body.id)).cap_reached, 15_000);
  await test.app.get(CastDirector).work();
  expect(statuses(await castOf(body.id))).toEqual(['finished', 'waiting', 'waiting']);
});

it('stops all that is written, and goes on with it and with those that waited', async () => {
  provider.always('item', playsAt(20));
  const { body } = await create({ characters: named('甲', '乙', '丙') });
  await until(() => provider.callsOf('item').length > 4);
  expect((await post(`${test.api}/casts/${body.id}/stop`)).status).toBe(202);
  await until(async () => statuses(await castOf(body.id)).join() === 'cancelled,cancelled,waiting');
  provider.script('item', ...Array.from({ length: 100 }, () => playsAt(20_000)));
  await post(`${test.api}/casts/${body.id}/continue`);
  await until(async () => statuses(await castOf(body.id)).every((status) => status === 'finished'), 25_000);
  expect((await castOf(body.id)).stopped).toBe(false);
});

it('goes on under another server when its own has left', async () => {
  const { body } = await create({ characters: named('甲', '乙', '丙'), at_once: 1 });
  await until(async () => statuses(await castOf(body.id))[0] !== 'waiting');
  await test.close();
  test = await startReplica(database, environment());
  await until(async () => statuses(await castOf(body.id)).every((status) => status === 'finished'), 25_000);
  expect(provider.callsOf('canon').length).toBeLessThanOrEqual(4);
});

it('checks everybody before anybody starts, and is forgotten without its sessions', async () => {
  const refused = await create({
    characters: [...named('甲'), { character_name: '' }],
    settings: { ...SETTINGS, temperature: 9 },
  });
  expect(refused.status).toBe(400);
  expect(refused.body.errors!.map(({ field }) => field)).toEqual(['settings.temperature']);
  const unnamed = await create({ characters: [...named('甲'), { character_name: '' }] });
  expect(unnamed.body.errors!.map(({ field }) => field)).toEqual(['characters[1].character_name']);
  expect((await get<CastListDto>(`${test.api}/casts`)).body.casts).toEqual([]);
  const { body } = await create({ characters: named('甲') });
  await until(async () => statuses(await castOf(body.id))[0] === 'finished', 15_000);
  const [{ session_id: session } = { session_id: '' }] = (await castOf(body.id)).members;
  expect((await fetch(`${test.api}/casts/${body.id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await get(`${test.api}/casts/${body.id}`)).status).toBe(404);
  expect((await get(`${test.api}/sessions/${session}/snapshot`)).status).toBe(200);
});
