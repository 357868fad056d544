import { strToU8, zipSync } from 'fflate';
import { ScriptedProvider } from '../language-model/scripted/scripted-provider.js';
import type { ProblemDocument } from '../problem/problem.js';
import { follow, get, post } from '../testing/api-client.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import type { CollectionDto, CollectionListDto, DocumentDto, DocumentTextDto } from './collection.dto.js';
import type { SearchResultDto } from './search.dto.js';

// Made before anything is connected: packing takes seconds on a busy machine, in which our server, in this same process,
// would find that its idle connections are old enough to be closed, while the next request is on its way on one of them.
const bomb = new Uint8Array(zipSync({ 'word/document.xml': new Uint8Array(120_000_000) }));
const macro = new Uint8Array(zipSync({ 'word/vbaProject.bin': strToU8('x') }));

let provider: ScriptedProvider;
let test: TestApplication;

beforeAll(async () => {
  provider = await ScriptedProvider.start();
  test = await startTestApplication({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'scripted-model',
    OPENAI_EMBEDDING_MODEL: 'scripted-vectors',
  });
});

afterAll(async () => {
  await test.close();
  await provider.stop();
});

async function createCollection(name = '雾港'): Promise<string> {
  return (await post<CollectionDto>(`${test.api}/collections`, { name })).body.id;
}

async function upload<T = DocumentDto>(
  collection: string,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
): Promise<{ status: number; body: T }> {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  const response = await fetch(`${test.api}/collections/${collection}/documents`, {
    method: 'POST',
    body: form,
  });
  return { status: response.status, body: (await response.json()) as T };
}

async function search(q: string, ...collections: string[]) {
  const query = new URLSearchParams({ q, collections: collections.join() });
  return (await get<SearchResultDto>(`${test.api}/search?${query.toString()}`)).body.hits;
}

it('comes with two worlds, which stay away when they are deleted', async () => {
  const { body } = await get<CollectionListDto>(`${test.api}/collections`);
  expect(body.collections.map(({ sample }) => sample)).toEqual([true, true]);
  const [world] = body.collections;
  await fetch(`${test.api}/collections/${world!.id}`, { method: 'DELETE' });
  const after = await get<CollectionListDto>(`${test.api}/collections`);
  expect(after.body.collections.map(({ id }) => id)).toEqual([body.collections[1]!.id]);
});

it('takes documents in, finds their passages, and says why', async () => {
  const collection = await createCollection();
  const markdown = '# 雾港\n\n## 灯塔\n\n守塔人叫罗渡，每晚十点敲钟。\n\n## 码头\n\n码头归周氏船行管。';
  const { status, body } = await upload(collection, '雾港设定.md', markdown);
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: '雾港设定.md', chunks: 2, source_session: null });
  await upload(collection, 'people.csv', 'name,trade\nMara Voss,harbour pilot\nEli Stone,baker\n');
  const [hit] = await search('罗度守塔', collection);
  expect(hit).toMatchObject({ heading: '雾港 › 灯塔', document: '雾港设定.md' });
  expect(hit!.found_by.map(({ method }) => method).sort()).toEqual(['meaning', 'spelling', 'words']);
  expect(hit!.found_by.find(({ method }) => method === 'words')!.matches).toContain('守塔');
  expect((await search('Mara Vos', collection))[0]!.text).toBe('name: Mara Voss\ntrade: harbour pilot');
  const text = await get<DocumentTextDto>(`${test.api}/collections/${collection}/documents/${body.id}`);
  expect(text.body.passages.map(({ heading }) => heading)).toEqual(['雾港 › 灯塔', '雾港 › 码头']);
});

it('takes in what has no words, or endless ones', async () => {
  const collection = await createCollection();
  expect((await upload(collection, 'a.txt', `data ${'Qm9keQ'.repeat(5_000)}`)).status).toBe(201);
  expect((await upload(collection, 'b.txt', '!!! ??? …')).status).toBe(201);
  expect((await upload(collection, 'c.txt', '\u0301'.repeat(3_000) + '好')).status).toBe(201);
  expect((await search('data', collection))[0]).toMatchObject({ document: 'a.txt', found_by: { length: 3 } });
});

it('forgets a document that is taken out', async () => {
  const collection = await createCollection();
  const { body } = await upload(collection, 'a.txt', 'The lamp is lit at ten.');
  await fetch(`${test.api}/collections/${collection}/documents/${body.id}`, { method: 'DELETE' });
  expect(await search('lamp', collection)).toEqual([]);
});

it('asks for the vector of a text once, wherever it stands', async () => {
  const first = await createCollection();
  const second = await createCollection();
  const before = provider.embedded.length;
  await upload(first, 'a.txt', 'The tide turns twice a day.');
  await upload(second, 'b.txt', 'The tide turns twice a day. ');
  expect(provider.embedded.length - before).toBe(1);
  const { body } = await get<CollectionListDto>(`${test.api}/collections`);
  expect(
    body.collections.filter(({ id }) => [first, second].includes(id)).map(({ embedded }) => embedded),
  ).toEqual([1, 1]);
});

it('finds by words while the provider of vectors is away, and asks for them later', async () => {
  const collection = await createCollection();
  await provider.stop();
  await upload(collection, 'a.txt', 'Basalt columns line the northern shore.');
  expect((await search('basalt', collection)).map(({ found_by }) => found_by[0]!.method)).toEqual(['words']);
  await provider.listen();
  const { body } = await post<CollectionDto>(`${test.api}/collections/${collection}/embeddings`);
  expect(body).toMatchObject({ chunks: 1, embedded: 1 });
  const methods = (await search('basalt', collection))[0]!.found_by.map(({ method }) => method);
  expect(methods).toContain('meaning');
});

it('takes in what a session has written, and replaces it when it is taken in again', async () => {
  const { body: run } = await post<{ session_id: string }>(`${test.api}/workflow/character_profile_stream`, {
    character_name: '罗渡',
    selected_categories: ['dreams'],
  });
  await follow(`${test.api}/sse/stream/${run.session_id}`);
  const collection = await createCollection();
  const join = () => post(`${test.api}/collections/${collection}/sessions`, { session_id: run.session_id });
  expect((await join()).status).toBe(201);
  expect((await join()).status).toBe(201);
  const { body } = await get<{ documents: DocumentDto[] }>(`${test.api}/collections/${collection}/documents`);
  expect(body.documents).toMatchObject([{ name: '罗渡', source_session: run.session_id }]);
  expect((await search('罗渡', collection))[0]!.heading).toMatch(/^罗渡 › /);
});

describe('refuses', () => {
  const codeOf = async (answer: Promise<{ status: number; body: unknown }>): Promise<[number, string]> => {
    const { status, body } = await answer;
    return [status, (body as ProblemDocument).code];
  };

  it('what is too large, hostile, empty or there already', async () => {
    const collection = await createCollection();
    expect(await codeOf(upload(collection, 'a.txt', new Uint8Array(100_000_000)))).toEqual([
      413,
      'file_too_large',
    ]);
    expect(await codeOf(upload(collection, 'a.docx', bomb))).toEqual([413, 'file_too_large']);
    expect(await codeOf(upload(collection, 'a.docx', macro))).toEqual([415, 'file_has_macros']);
    expect(await codeOf(upload(collection, 'a.exe', 'MZ'))).toEqual([415, 'file_type_unsupported']);
    expect(await codeOf(upload(collection, 'a.txt', ''))).toEqual([400, 'validation_failed']);
    expect(await codeOf(upload(collection, 'a.txt', ' \n '))).toEqual([400, 'document_empty']);
    await upload(collection, 'a.txt', 'once');
    expect(await codeOf(upload(collection, 'b.txt', 'once'))).toEqual([409, 'document_exists']);
    expect(
      (await get<DocumentTextDto>(`${test.api}/collections/${collection}/documents`)).body,
    ).toMatchObject({
      documents: [{ name: 'a.txt' }],
    });
  });

  it('what is not there, and questions that are none', async () => {
    const nowhere = '00000000-0000-4000-8000-00000000dead';
    expect(await codeOf(upload(nowhere, 'a.txt', 'x'))).toEqual([404, 'collection_not_found']);
    const to = (path: string) => codeOf(get(`${test.api}/${path}`));
    expect(await to(`collections/${nowhere}/documents`)).toEqual([404, 'collection_not_found']);
    expect(await to(`search?q=x&collections=1`)).toEqual([400, 'validation_failed']);
    expect(await to(`search?q=&collections=${nowhere}`)).toEqual([400, 'validation_failed']);
    expect(await search(`'"<>|&!:*\\ ; drop table chunks`, nowhere)).toEqual([]);
    expect(await codeOf(post(`${test.api}/collections`, { name: ' ' }))).toEqual([400, 'validation_failed']);
  });
});
