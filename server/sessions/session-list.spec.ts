import { sql } from 'kysely';
import { get, post } from '../testing/api-client.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import type { SessionListDto } from './session.dto.js';

let test: TestApplication;

beforeEach(async () => {
  test = await startTestApplication({});
});

afterEach(() => test.close());

/** Sessions with these titles, the first one the most recent. */
async function setup(...titles: string[]): Promise<string[]> {
  const ids = titles.map(() => crypto.randomUUID());
  const now = Date.now();
  const rows = titles.map((title, n) => ({ id: ids[n]!, title, updated_at: new Date(now - n * 1_000) }));
  await test.database.insertInto('sessions').values(rows).execute();
  return ids;
}

/** A run of the session that has ended, later than those before. */
async function ended(
  session: string,
  spent: { input_tokens: number; output_tokens: number; cost?: number; currency?: string; seconds: number },
): Promise<void> {
  const { input_tokens, output_tokens, cost = null, currency = null, seconds } = spent;
  await sql`insert into runs (id, session_id, workflow, input, status, created_at, started_at, finished_at,
                              input_tokens, output_tokens, cost, currency)
    values (${crypto.randomUUID()}, ${session}, 'character-profile', '{}', 'finished', clock_timestamp(), now(),
            now() + make_interval(secs => ${seconds}), ${input_tokens}, ${output_tokens}, ${cost}, ${currency})`.execute(
    test.database,
  );
}

const list = async (query = '') =>
  (await get<SessionListDto & { code: string }>(`${test.api}/sessions${query}`)).body;
const titles = ({ sessions }: SessionListDto): string[] => sessions.map(({ title }) => title);
const rename = (id: string, body: object) =>
  fetch(`${test.api}/sessions/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the list of sessions', () => {
  it('comes page by page, without a double while others are used meanwhile', async () => {
    await setup(...Array.from({ length: 7 }, (_, n) => `角色${n}`));
    const first = await list('?limit=3');
    expect(titles(first)).toEqual(['角色0', '角色1', '角色2']);
    await post(`${test.api}/sse/create_session`);
    const second = await list(`?limit=3&cursor=${first.next_cursor}`);
    expect(titles(second)).toEqual(['角色3', '角色4', '角色5']);
    const third = await list(`?limit=3&cursor=${second.next_cursor}`);
    expect([titles(third), third.next_cursor]).toEqual([['角色6'], null]);
  });

  it('pages through sessions of the very same moment', async () => {
    await setup('a', 'b', 'c', 'd');
    await test.database
      .updateTable('sessions')
      .set({ updated_at: new Date(0) })
      .execute();
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: SessionListDto = await list(`?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...titles(page));
      cursor = page.next_cursor;
    }
    expect(seen.sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is searched by any part of the title, which means nothing but itself', async () => {
    await setup('沈知微', 'Nell Harrow', '100% sure', 'a_b', 'back\\slash');
    expect(titles(await list(`?q=${encodeURIComponent('知微')}`))).toEqual(['沈知微']);
    expect(titles(await list('?q=HARR'))).toEqual(['Nell Harrow']);
    expect(titles(await list(`?q=${encodeURIComponent('%')}`))).toEqual(['100% sure']);
    expect(titles(await list('?q=_'))).toEqual(['a_b']);
    expect(titles(await list(`?q=${encodeURIComponent('\\')}`))).toEqual(['back\\slash']);
    expect(titles(await list('?q=nobody'))).toEqual([]);
  });

  it('shows and finds a session under the name it was given', async () => {
    const [id] = await setup('沈知微');
    expect((await rename(id!, { title: ' 第二稿 ' })).status).toBe(204);
    expect(titles(await list(`?q=${encodeURIComponent('第二')}`))).toEqual(['第二稿']);
    expect((await rename(crypto.randomUUID(), { title: 'x' })).status).toBe(404);
    for (const title of ['', '  ', 'a\nb', 'x'.repeat(81), 7]) {
      expect((await rename(id!, { title })).status).toBe(400);
    }
  });

  it('adds up what the runs of a session have spent, and tells the latest apart', async () => {
    const [id] = await setup('沈知微');
    await ended(id!, { input_tokens: 1_000, output_tokens: 200, cost: 0.5, currency: 'CNY', seconds: 90 });
    // An edit by hand asks no model.
    await ended(id!, { input_tokens: 0, output_tokens: 0, seconds: 1 });
    await ended(id!, { input_tokens: 300, output_tokens: 100, cost: 0.25, currency: 'CNY', seconds: 9 });
    expect((await list()).sessions[0]).toMatchObject({
      tokens: 1_600,
      cost: 0.75,
      currency: 'CNY',
      duration_ms: 100_000,
      latest_run: { tokens: 400, cost: 0.25, currency: 'CNY', duration_ms: 9_000 },
    });
  });

  it('names no sum of money where a price is missing, or the currencies differ', async () => {
    const [unpriced, mixed, idle] = await setup('unpriced', 'mixed', 'idle');
    await ended(unpriced!, { input_tokens: 10, output_tokens: 10, cost: 0.5, currency: 'CNY', seconds: 1 });
    await ended(unpriced!, { input_tokens: 10, output_tokens: 10, seconds: 1 });
    await ended(mixed!, { input_tokens: 10, output_tokens: 10, cost: 0.5, currency: 'CNY', seconds: 1 });
    await ended(mixed!, { input_tokens: 10, output_tokens: 10, cost: 0.5, currency: 'USD', seconds: 1 });
    const { sessions } = await list();
    const spentBy = (wanted: string | undefined) => sessions.find(({ id }) => id === wanted);
    expect(spentBy(unpriced)).toMatchObject({ tokens: 40, cost: null, currency: null });
    expect(spentBy(mixed)).toMatchObject({ tokens: 40, cost: null, currency: null });
    expect(spentBy(mixed)!.latest_run).toMatchObject({ cost: 0.5, currency: 'USD' });
    expect(spentBy(idle)).toMatchObject({ tokens: 0, cost: null, duration_ms: 0, latest_run: null });
  });

  it('can tell of a run that has outlived its server for a month', async () => {
    const [id] = await setup('沈知微');
    const month = 30 * 24 * 3_600;
    await ended(id!, { input_tokens: 2_000_000_000, output_tokens: 2_000_000_000, seconds: month });
    expect((await list()).sessions[0]).toMatchObject({ tokens: 4_000_000_000, duration_ms: month * 1_000 });
  });

  it('refuses a cursor that is none, and a page that is too long', async () => {
    expect((await list('?cursor=1')).code).toBe('validation_failed');
    expect((await list('?limit=1000')).code).toBe('validation_failed');
  });
});
