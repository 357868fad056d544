import { lastValueFrom, tap, toArray } from 'rxjs';
import { Configuration } from '../config/configuration.js';
import type { ProviderConfig } from '../config/provider.js';
import type { ModelDelta, ModelRequest } from './language-model.js';
import { ModelError } from './model-error.js';
import { OpenAiClients } from './openai-clients.js';
import { OpenAiLanguageModel } from './openai-language-model.js';
import { ProviderRegistry } from './provider-registry.js';
import { ProviderSlots } from './provider-slots.js';
import {
  cutsAfter,
  endsBy,
  fails,
  fallsSilent,
  garbles,
  isEmpty,
  plays,
  resets,
  says,
  type Act,
} from './scripted/acts.js';
import { ScriptedProvider } from './scripted/scripted-provider.js';

/** Counts, and can hold everybody up. */
class CountedSlots extends ProviderSlots {
  taken = 0;
  closed = false;

  acquire(_provider: ProviderConfig, signal: AbortSignal): Promise<() => void> {
    if (this.closed)
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error())));
    this.taken++;
    return Promise.resolve(() => void this.taken--);
  }
}

const PROMPT = 'the secret wish of a customer';

describe('OpenAiLanguageModel', () => {
  let provider: ScriptedProvider;

  beforeEach(async () => {
    provider = await ScriptedProvider.start();
  });

  afterEach(async () => {
    await provider.stop();
  });

  function setup({ act = plays, timeoutMs = 10_000, config = {} } = {}) {
    provider.always('*', act);
    const configuration = new Configuration({
      providers: [provider.config(config)],
      defaultProvider: 'scripted',
      providerTimeoutMs: timeoutMs,
    } as unknown as Configuration);
    const slots = new CountedSlots();
    const model = new OpenAiLanguageModel(
      configuration,
      new ProviderRegistry(configuration),
      slots,
      new OpenAiClients(configuration),
    );
    const ask = (request: Partial<ModelRequest> = {}) =>
      model.stream({
        provider: 'scripted',
        model: 'scripted-model',
        messages: [{ role: 'user', content: PROMPT }],
        ...request,
      });
    const all = () => lastValueFrom(ask().pipe(toArray()));
    const fault = async (): Promise<ModelError> => {
      const error: unknown = await all().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof ModelError)) throw new Error(`no ModelError but ${String(error)}`);
      return error;
    };
    return { model, slots, ask, all, fault };
  }

  function joined(deltas: ModelDelta[], kind: 'reasoning' | 'text'): string {
    return deltas.map((delta) => (delta.kind === kind ? delta.text : '')).join('');
  }

  it('streams the call, reasoning, text and the counted end, in this order', async () => {
    const { all, slots } = setup({
      act: (answer) => {
        answer.reasoning('Let me ');
        answer.delta({ reasoning: 'think.' });
        answer.text('她身高');
        answer.text('166厘米。');
        answer.finish();
      },
    });

    const deltas = await all();

    expect(deltas).toEqual([
      { kind: 'call' },
      { kind: 'reasoning', text: 'Let me ' },
      { kind: 'reasoning', text: 'think.' },
      { kind: 'text', text: '她身高' },
      { kind: 'text', text: '166厘米。' },
      {
        kind: 'finish',
        reason: 'stop',
        usage: { inputTokens: 8, outputTokens: 4, reasoningTokens: 0 },
      },
    ]);
    expect(slots.taken).toBe(0);
  });

  it('finds reasoning inside the content', async () => {
    const deltas = await setup({ act: says('<thi', 'nk>Hm', 'm.</th', 'ink>\n\nTall.') }).all();

    expect(joined(deltas, 'reasoning')).toBe('Hmm.');
    expect(joined(deltas, 'text')).toBe('Tall.');
  });

  it('estimates usage where the provider does not count, and says so', async () => {
    const { all } = setup({
      act: (answer) => {
        answer.text('Tall and calm.');
        answer.finish('stop', { usage: false });
      },
    });

    expect((await all()).at(-1)).toEqual({
      kind: 'finish',
      reason: 'stop',
      usage: { inputTokens: 8, outputTokens: 4, estimated: true },
    });
  });

  it('sends the key in its header, and no header where none is configured', async () => {
    await setup().all();
    await setup({ config: { apiKey: undefined } }).all();

    expect(provider.calls.map(({ authorization }) => authorization)).toEqual([
      'Bearer sk-scripted-secret',
      undefined,
    ]);
  });

  it('keeps a text that the token limit has cut', async () => {
    const deltas = await setup({ act: endsBy('length', 'Tall and') }).all();

    expect(joined(deltas, 'text')).toBe('Tall and');
    expect(deltas.at(-1)).toMatchObject({ kind: 'finish', reason: 'length' });
  });

  it('asks nobody for a provider that is not configured', async () => {
    const { ask } = setup();

    await expect(lastValueFrom(ask({ provider: 'http://evil.example' }))).rejects.toMatchObject({
      code: 'provider_rejected',
    });
    expect(provider.calls).toEqual([]);
  });

  const faults: [string, Act, string][] = [
    ['a reset before the answer', resets, 'provider_unreachable'],
    ['a 500', fails(500), 'provider_overloaded'],
    ['a 503', fails(503), 'provider_overloaded'],
    ['a 529', fails(529), 'provider_overloaded'],
    ['a 429', fails(429), 'provider_rate_limited'],
    ['a 429 for an exhausted quota', fails(429, { code: 'insufficient_quota' }), 'provider_quota_exhausted'],
    ['a 401', fails(401), 'provider_unauthorized'],
    ['a 402', fails(402), 'provider_payment_required'],
    ['a 403', fails(403), 'provider_forbidden'],
    ['a 404', fails(404), 'provider_model_unknown'],
    ['a 400 for an unknown model', fails(400, { code: 'model_not_found' }), 'provider_model_unknown'],
    ['a 400 that says so in words', fails(400, { words: 'Model Not Exist' }), 'provider_model_unknown'],
    ['a 400 of the content filter', fails(400, { code: 'content_filter' }), 'provider_content_filter'],
    ['another 400', fails(400), 'provider_rejected'],
    ['silence before the headers', (answer) => answer.closed, 'provider_timeout'],
    ['silence in the middle', fallsSilent('Tall'), 'provider_timeout'],
    ['a body that ends early', cutsAfter('Tall'), 'provider_stream_cut'],
    ['a malformed chunk', garbles('Tall'), 'provider_malformed'],
    ['a chunk that is no object', (answer) => answer.raw('data: 7\n\n'), 'provider_malformed'],
    [
      'a web page',
      (answer) => answer.status(200, '<p>hi', { 'content-type': 'text/html' }),
      'provider_malformed',
    ],
    [
      'an error inside the stream',
      (answer) => answer.raw('data: {"error":{"message":"x"}}\n\n'),
      'provider_overloaded',
    ],
    [
      'a status inside the stream',
      (answer) => answer.raw('data: {"error":{"code":429}}\n\n'),
      'provider_rate_limited',
    ],
    ['a filtered ending', endsBy('content_filter', 'Tall'), 'provider_content_filter'],
    ['a refusal', (answer) => (answer.delta({ refusal: 'No.' }), answer.finish()), 'provider_content_filter'],
    ['an empty answer', isEmpty, 'provider_empty_answer'],
    ['an answer of white space', endsBy('stop', ' \n'), 'provider_empty_answer'],
    ['reasoning that uses the limit up', endsBy('length', '<think>on and on'), 'provider_empty_answer'],
  ];

  it.each(faults)('names %s', async (_, act, code) => {
    const { fault, slots } = setup({ act, timeoutMs: code === 'provider_timeout' ? 50 : 10_000 });

    const error = await fault();

    expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/sk-scripted|127\.0\.0\.1|secret wish/);
    expect(provider.calls).toHaveLength(1);
    await provider.until((calls) => calls.every(({ closedAt }) => closedAt !== undefined));
    expect(slots.taken).toBe(0);
  });

  it('names a reset in the middle', async () => {
    const { ask } = setup({
      act: async (answer) => {
        answer.text('Tall');
        await received;
        answer.reset();
      },
    });
    let hear = () => {};
    const received = new Promise<void>((resolve) => (hear = resolve));

    const answer = lastValueFrom(ask().pipe(tap(({ kind }) => kind === 'text' && hear())));

    await expect(answer).rejects.toMatchObject({ code: 'provider_stream_cut' });
  });

  it('names a port where nobody listens', async () => {
    const { fault } = setup();
    await provider.stop();

    expect((await fault()).code).toBe('provider_unreachable');
    await provider.listen();
  });

  it('repeats nothing of what the provider says', async () => {
    const words = `key sk-scripted-secret refused for "${PROMPT}" at http://127.0.0.1`;

    expect((await setup({ act: fails(401, { words }) }).fault()).message).toBe(
      'Provider "scripted" refused the key. Check the key, then continue.',
    );
  });

  it('hears how long to wait, in seconds and as a date', async () => {
    const soon = fails(429, { headers: { 'retry-after': '7' } });
    const date = new Date(Date.now() + 60_000).toUTCString();
    const later = fails(503, { headers: { 'retry-after': date } });
    const { fault } = setup();
    provider.script('*', soon, later, fails(429));

    expect((await fault()).retryAfterMs).toBe(7_000);
    const wait = (await fault()).retryAfterMs ?? 0;
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    expect((await fault()).retryAfterMs).toBeUndefined();
  });

  it('closes the socket when unsubscribed in the middle of an answer', async () => {
    const { ask, slots } = setup({ act: fallsSilent('Tall') });

    await new Promise<void>((resolve) => {
      const subscription = ask().subscribe((delta) => {
        if (delta.kind !== 'text') return;
        subscription.unsubscribe();
        resolve();
      });
    });

    await provider.until(([call]) => call?.closedBy === 'client');
    expect(slots.taken).toBe(0);
  });

  it('closes the socket when unsubscribed before the headers', async () => {
    const { ask } = setup({ act: (answer) => answer.closed });
    const subscription = ask().subscribe();
    await provider.until((calls) => calls.length === 1);

    subscription.unsubscribe();

    await provider.until(([call]) => call?.closedBy === 'client');
  });

  it('gives up its place in the queue when unsubscribed, and never calls', async () => {
    const { ask, slots } = setup();
    slots.closed = true;
    const seen: ModelDelta[] = [];

    ask()
      .subscribe((delta) => seen.push(delta))
      .unsubscribe();
    slots.closed = false;
    await lastValueFrom(ask());

    expect(seen).toEqual([]);
    expect(provider.calls).toHaveLength(1);
  });
});
