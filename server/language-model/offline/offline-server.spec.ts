import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import OpenAI from 'openai';
import { OfflineServer } from './offline-server.js';

const TASK =
  '<task kind="item" item="mine.own" language="zh" attempt="1"/><request>{"character_name":"沈墨言"}</request>';

describe('OfflineServer', () => {
  let server: OfflineServer | undefined;

  afterEach(async () => {
    await server?.stop();
  });

  async function setup(tokensPerSecond = 20_000) {
    server = new OfflineServer(tokensPerSecond);
    const baseURL = await server.start();
    return { baseURL, client: new OpenAI({ baseURL, apiKey: 'any', maxRetries: 0 }) };
  }

  const body = { model: 'sample-writer', messages: [{ role: 'user' as const, content: TASK }] };

  it('streams reasoning, content, the end and usage to any OpenAI client', async () => {
    const { client } = await setup();
    const stream = await client.chat.completions.create({
      ...body,
      stream: true,
      stream_options: { include_usage: true },
    });

    let reasoning = '';
    let content = '';
    const finishes: unknown[] = [];
    let tokens = 0;
    for await (const { choices, usage } of stream) {
      const delta = choices[0]?.delta as { content?: string; reasoning_content?: string } | undefined;
      reasoning += delta?.reasoning_content ?? '';
      content += delta?.content ?? '';
      if (choices[0]?.finish_reason) finishes.push(choices[0].finish_reason);
      tokens += usage?.completion_tokens ?? 0;
    }

    expect(reasoning).toContain('mine.own');
    expect(content).toContain('沈墨言');
    expect(finishes).toEqual(['stop']);
    expect(tokens).toBeGreaterThan(30);
  });

  it('answers at once where no stream is asked for, and lists its model', async () => {
    const { client } = await setup();

    const answer = await client.chat.completions.create(body);
    const models = await client.models.list();

    expect(answer.choices[0]?.message.content).toContain('沈墨言');
    expect(models.data.map(({ id }) => id)).toEqual(['sample-writer']);
  });

  it('cuts at max_tokens and says so', async () => {
    const { client } = await setup();
    const stream = await client.chat.completions.create({ ...body, max_tokens: 5, stream: true });

    let content = '';
    let finish: string | undefined;
    for await (const { choices } of stream) {
      content += choices[0]?.delta.content ?? '';
      finish = choices[0]?.finish_reason ?? finish;
    }

    expect(content.length).toBeLessThanOrEqual(30);
    expect(finish).toBe('length');
  });

  it('keeps the pace', async () => {
    const { client } = await setup(200);
    const started = performance.now();
    const stream = await client.chat.completions.create({ ...body, max_tokens: 10, stream: true });
    let chunks = 0;
    for await (const { choices } of stream) if (choices[0]?.delta) chunks++;

    // Ten tokens of content and the reasoning before them, one every 5 ms.
    expect(performance.now() - started).toBeGreaterThan(100);
    expect(chunks).toBeGreaterThan(10);
  });

  it('ends with its streams when it is stopped', async () => {
    const { client } = await setup(5);
    const stream = await client.chat.completions.create({ ...body, stream: true });

    const rest = (async () => {
      for await (const chunk of stream) if (!chunk) break;
    })();
    await Promise.all([expect(rest).rejects.toThrow(), server?.stop()]);
  });

  it('refuses what it cannot read, and what it does not have', async () => {
    const { baseURL } = await setup();
    const post = (content: string) => fetch(`${baseURL}/chat/completions`, { method: 'POST', body: content });

    expect((await post('{')).status).toBe(400);
    expect((await post('7')).status).toBe(400);
    expect((await fetch(`${baseURL}/embeddings`)).status).toBe(404);
  });

  it('survives a client that leaves in the middle of its request', async () => {
    const { baseURL, client } = await setup();
    const leaving = httpRequest(`${baseURL}/chat/completions`, {
      method: 'POST',
      headers: { 'content-length': 100 },
    });
    leaving.on('error', () => {});
    leaving.write('{');
    await once(leaving, 'socket');
    leaving.destroy();

    expect((await client.models.list()).data).toHaveLength(1);
  });
});
