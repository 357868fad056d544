import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { get, post } from '../testing/api-client.js';
import { startTestApplication, type TestApplication } from '../testing/test-application.js';
import { WorkflowsModule } from '../workflow/workflows.module.js';
import { formatCursorVector, parseCursorVector } from './cursor-vector.js';

let test: TestApplication;

beforeAll(async () => {
  const workflows = await WorkflowsModule.scan(new URL('../testing/workflows/', import.meta.url));
  test = await startTestApplication({}, [workflows]);
});

afterAll(() => test.close());

interface Message {
  type: string;
  id: string;
  data: { session_id: string; seq: number; event: { type: string }; code?: string; retry_ms?: number };
}

const errand = async (session_id?: string) =>
  (
    await post<{ session_id: string }>(`${test.api}/workflow/errand_stream`, {
      what: 'x',
      words: 20,
      session_id,
    })
  ).body.session_id;

/** Reads until `enough`, or to the end. The id of a message is the last one that was said, as a browser keeps it. */
async function read(
  path: string,
  enough: (messages: Message[]) => boolean = () => false,
  headers?: Record<string, string>,
): Promise<{ messages: Message[]; last: string }> {
  const response = await fetch(`${test.api}/sse/${path}`, { headers });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const messages: Message[] = [];
  let [rest, id] = ['', ''];
  const decoder = new TextDecoder();
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      id = /^id: (.*)$/m.exec(block)?.[1] ?? id;
      const data = /^data: (.*)$/m.exec(block)?.[1];
      const type = /^event: (.*)$/m.exec(block)?.[1] ?? 'message';
      if (data) messages.push({ type, id, data: JSON.parse(data) as Message['data'] });
    }
    if (enough(messages)) break;
  }
  return { messages, last: id };
}

const resting = (count: number) => (messages: Message[]) =>
  messages.filter(({ type }) => type === 'rest').length === count;
const seqsOf = (messages: Message[], session: string) =>
  messages
    .filter(({ type, data }) => type === 'message' && data.session_id === session)
    .map(({ data }) => data.seq);
const upTo = (head: number) => Array.from({ length: head }, (_, n) => n + 1);

describe('several sessions over one connection', () => {
  it('carries each of them whole and in order, and says when each is at rest', async () => {
    const sessions = [await errand(), await errand(), await errand()];
    const cursor = sessions.map((id) => `${id}:0`).join(',');
    const { messages, last } = await read(`streams?cursor=${cursor}`, resting(3));

    const heads = parseCursorVector(last, 'last');
    for (const id of sessions) {
      expect(seqsOf(messages, id)).toEqual(upTo(heads.get(id)!.seq));
      expect(messages.filter(({ data }) => data.session_id === id).at(-1)).toMatchObject({
        type: 'rest',
        data: { seq: heads.get(id)!.seq },
      });
    }
  });

  it('goes on exactly where the last id says, for each of them', async () => {
    const sessions = [await errand(), await errand()];
    const start = formatCursorVector(new Map(sessions.map((id) => [id, { seq: 0, resting: false }])));
    const first = await read(`streams?cursor=${start}`, (messages) => messages.length > 30);
    const second = await read(`streams?cursor=${start}`, resting(2), { 'last-event-id': first.last });

    for (const id of sessions) {
      const all = [...seqsOf(first.messages, id), ...seqsOf(second.messages, id)];
      expect(all).toEqual(upTo(all.length));
    }
  });

  it('shows the next run of a session at rest', async () => {
    const id = await errand();
    const { last } = await read(`streams?cursor=${id}:0`, resting(1));
    let again: Promise<string> | undefined;
    const { messages } = await read(`streams?cursor=${last.replace('r', '')}`, (all) => {
      if (resting(1)(all)) again ??= errand(id);
      return resting(2)(all);
    });
    expect(await again).toBe(id);
    const head = parseCursorVector(last, 'id').get(id)!.seq;
    expect(seqsOf(messages, id)[0]).toBe(head + 1);
    expect(messages.some(({ data }) => data.event?.type === 'RUN_STARTED')).toBe(true);
  });

  it('refuses a session that is not there, or does not reach so far, and carries the others', async () => {
    const id = await errand();
    const ahead = await errand();
    const missing = randomUUID();
    const cursor = `${missing}:0,${ahead}:999999,${id}:0`;
    const { messages } = await read(`streams?cursor=${cursor}`, resting(1));
    const refused = messages
      .filter(({ type }) => type === 'refused')
      .map(({ data }) => [data.session_id, data.code]);
    expect(refused).toEqual(
      expect.arrayContaining([
        [missing, 'session_not_found'],
        [ahead, 'cursor_ahead'],
      ]),
    );
    expect(seqsOf(messages, id)[0]).toBe(1);
  });

  it('tells with the first sign of life when to come back, not the same to everybody', async () => {
    const { body } = await post<{ session_id: string }>(`${test.api}/sse/create_session`);
    const times = new Set<number>();
    for (let n = 0; n < 8; n++) {
      const { messages } = await read(`streams?cursor=${body.session_id}:0`, ({ length }) => length > 0);
      expect(messages[0]!.type).toBe('heartbeat');
      times.add(messages[0]!.data.retry_ms!);
    }
    expect(times.size).toBeGreaterThan(1);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(500);
  });

  it('names the server that answers, and asks one who is alone for next to no patience', async () => {
    const { body } = await post<{ session_id: string }>(`${test.api}/sse/create_session`);
    const any = ({ length }: Message[]) => length > 0;
    const { messages } = await read(`streams?cursor=${body.session_id}:0`, any);
    const one = await read(`stream/${body.session_id}?heartbeat=event`, any);
    for (const [{ data }] of [messages, one.messages] as [Message][])
      expect(data).toMatchObject({ spread_ms: 100, replica: `${hostname()}-${process.pid}` });
  });

  it.each(['', 'x', `${randomUUID()}`, `${randomUUID()}:-1`, `${randomUUID()}:1.5`])(
    'refuses the cursor %p',
    async (cursor) => {
      const { status, body } = await get<{ code: string }>(`${test.api}/sse/streams?cursor=${cursor}`);
      expect([status, body.code]).toEqual([400, 'validation_failed']);
    },
  );

  it('refuses a session named twice, and more than it carries', async () => {
    const id = randomUUID();
    const twice = await get<{ code: string }>(`${test.api}/sse/streams?cursor=${id}:1,${id}:2`);
    const many = Array.from({ length: 33 }, () => `${randomUUID()}:0`).join(',');
    const tooMany = await get<{ code: string }>(`${test.api}/sse/streams?cursor=${many}`);
    expect([twice.status, tooMany.status]).toEqual([400, 400]);
  });
});

describe('a short answer', () => {
  it('ends by itself, and a chain of them gives every event once', async () => {
    const id = await errand();
    let cursor = `${id}:0`;
    const seqs: number[] = [];
    for (let n = 0; n < 100; n++) {
      const { messages, last } = await read(`streams?cursor=${cursor}&hold=5`);
      cursor = last;
      seqs.push(...seqsOf(messages, id));
      if (resting(1)(messages)) break;
    }
    expect(seqs).toEqual(upTo(parseCursorVector(cursor, 'id').get(id)!.seq));
  });

  it('is held while nothing happens in a session that is known to be at rest', async () => {
    const id = await errand();
    const { last } = await read(`streams?cursor=${id}:0`, resting(1));
    // Held, it would outlast the test.
    const told = await read(`streams?cursor=${last.replace('r', '')}&hold=25`);
    const began = performance.now();
    const known = await read(`streams?cursor=${last.replace('r', '')}r&hold=1`);
    expect(told.messages.map(({ type }) => type)).toEqual(['heartbeat', 'rest']);
    expect(known.messages.map(({ type }) => type)).toEqual(['heartbeat']);
    // A timer is late by what it is late; it is never early, but for its rounding.
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
  }, 20_000);

  it('does not wait when nothing is to be waited for', async () => {
    const { body } = await post<{ session_id: string }>(`${test.api}/sse/create_session`);
    const { messages } = await read(`streams?cursor=${body.session_id}:0&hold=0`);
    expect(messages.map(({ type }) => type)).toEqual(['heartbeat']);
  });
});

describe('the probe', () => {
  it('sends as many events as asked for, at the times that it names', async () => {
    const began = performance.now();
    const { messages } = await read('probe?events=3&interval=200');
    const took = performance.now() - began;
    const told = messages.map(({ data }) => (data as unknown as { sent_ms: number }).sent_ms);
    expect(told).toHaveLength(3);
    // A timer is late by what it is late; it is never early, but for its rounding.
    expect(told[2]! - told[0]!).toBeGreaterThanOrEqual(390);
    expect(took).toBeGreaterThanOrEqual(told[2]! - 10);
  });

  it('refuses a probe that would last', async () => {
    const { status } = await get(`${test.api}/sse/probe?events=1000&interval=60000`);
    expect(status).toBe(400);
  });
});
