import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScriptedProvider } from '../../language-model/scripted/scripted-provider.js';
import type { ProblemDocument } from '../../problem/problem.js';
import type { ProvenanceDto } from '../../provenance/provenance.dto.js';
import type { RunDto } from '../../runs/run.dto.js';
import type { SessionListDto } from '../../sessions/session.dto.js';
import { follow, get, post } from '../../testing/api-client.js';
import { checkLog } from '../../testing/check-log.js';
import { startTestApplication, type TestApplication } from '../../testing/test-application.js';

interface Started {
  session_id: string;
  run_id: string;
}

let provider: ScriptedProvider;
let test: TestApplication;
let folder: string;

beforeAll(async () => {
  provider = await ScriptedProvider.start();
  folder = mkdtempSync(join(tmpdir(), 'zzzero-providers-'));
  const file = join(folder, 'providers.json');
  const models = [{ id: 'priced', input_price: 2, output_price: 8, currency: 'CNY' }];
  writeFileSync(file, JSON.stringify([{ id: 'shop', base_url: provider.baseUrl, models }]));
  test = await startTestApplication({ PROVIDERS_FILE: file });
});

afterAll(async () => {
  await test.close();
  await provider.stop();
  await rm(folder, { recursive: true });
});

async function write(selected_categories: string[]): Promise<Started> {
  const { body } = await post<Started>(`${test.api}/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories,
  });
  await checkLog(await follow(`${test.api}/sse/stream/${body.session_id}`));
  return body;
}

const runOf = async (id: string): Promise<RunDto> => (await get<RunDto>(`${test.api}/runs/${id}`)).body;
const itemsOf = ({ state }: RunDto, category: string): string[] =>
  Object.entries(state.items).flatMap(([id, item]) => (item.category === category ? [id] : []));

it('says what a run, an item and a session have cost, by the prices of the time', async () => {
  const { session_id, run_id } = await write(['dreams']);
  const run = await runOf(run_id);
  const cost = (tokens: { inputTokens: number; outputTokens: number }): number =>
    (tokens.inputTokens * 2 + tokens.outputTokens * 8) / 1_000_000;
  expect(run.state.run.prices).toEqual({ input: 2, output: 8, currency: 'CNY' });
  expect(run.input_tokens).toBe(run.state.run.usage.inputTokens);
  expect(run.output_tokens).toBe(run.state.run.usage.outputTokens);
  expect(run.currency).toBe('CNY');
  expect(run.cost).toBeCloseTo(cost(run.state.run.usage), 10);
  expect(run.duration_ms).toBe(+new Date(run.finished_at!) - +new Date(run.started_at!));
  const [item] = itemsOf(run, 'dreams');
  const { body } = await get<ProvenanceDto>(`${test.api}/sessions/${session_id}/items/${item}/provenance`);
  expect(body.cost).toEqual({ amount: cost(body.usage), currency: 'CNY' });
  await post(`${test.api}/runs/${run_id}/revisions`, { items: [item], action: 'rewrite' });
  await follow(`${test.api}/sse/stream/${session_id}`);
  const { sessions } = (await get<SessionListDto>(`${test.api}/sessions`)).body;
  const session = sessions.find(({ id }) => id === session_id)!;
  expect(session.tokens).toBeGreaterThan(run.input_tokens! + run.output_tokens!);
  expect(session.cost).toBeGreaterThan(run.cost!);
  expect(session.duration_ms).toBeGreaterThan(0);
  const { body: latest } = await get<RunDto>(`${test.api}/runs/${session.run_id}`);
  expect(latest.session_spent).toEqual({
    tokens: session.tokens,
    cost: session.cost,
    currency: 'CNY',
    duration_ms: session.duration_ms,
  });
  expect(session.latest_run).toMatchObject({
    tokens: latest.input_tokens! + latest.output_tokens!,
    cost: latest.cost,
  });
  expect(run.cost! + latest.cost!).toBeCloseTo(session.cost!, 10);
});

it('adds categories to a finished profile, and writes only those', async () => {
  const first = await write(['dreams']);
  const before = await runOf(first.run_id);
  const calls = provider.calls.length;
  const next = await post<Started>(`${test.api}/runs/${first.run_id}/continue`, {
    selected_categories: ['dreams', 'interests'],
  });
  expect(next.status).toBe(202);
  await checkLog(await follow(`${test.api}/sse/stream/${first.session_id}`));
  const run = await runOf(next.body.run_id);
  const added = itemsOf(run, 'interests');
  expect(
    provider.calls
      .slice(calls)
      .map(({ item }) => item)
      .sort(),
  ).toEqual([...added].sort());
  for (const id of itemsOf(run, 'dreams'))
    expect({ ...run.state.items[id], order: 0 }).toEqual({ ...before.state.items[id], order: 0 });
  const { body } = await get<{ categories: { id: string; items: { text: string | null }[] }[] }>(
    `${test.api}/sessions/${first.session_id}/artifacts/profile.json`,
  );
  expect(body.categories.map(({ id }) => id).sort()).toEqual(['dreams', 'interests']);
  expect(body.categories.flatMap(({ items }) => items).every(({ text }) => text)).toBe(true);
});

it('refuses to take categories away, to add one that is not there, or none', async () => {
  const { run_id } = await write(['dreams']);
  const refusal = async (selected_categories: string[]): Promise<[number, string | undefined]> => {
    const { status, body } = await post<ProblemDocument>(`${test.api}/runs/${run_id}/continue`, {
      selected_categories,
    });
    return [status, body.errors?.[0]?.code ?? body.code];
  };
  expect(await refusal(['interests'])).toEqual([400, 'categories_left_out']);
  expect(await refusal(['dreams', 'nowhere'])).toEqual([400, 'unknown_category']);
  expect(await refusal(['dreams'])).toEqual([409, 'nothing_to_continue']);
});
