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

  it('refuses a cursor that is none, and a page that is too long', async () => {
    expect((await list('?cursor=1')).code).toBe('validation_failed');
    expect((await list('?limit=1000')).code).toBe('validation_failed');
  });
});
