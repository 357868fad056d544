import { EventType } from '@ag-ui/core';
import {
  cutsAfter,
  endsBy,
  fails,
  fallsSilent,
  garbles,
  isEmpty,
  resets,
  says,
} from '../../language-model/scripted/acts.js';
import { ScriptedProvider } from '../../language-model/scripted/scripted-provider.js';
import { follow, get, post, type SseEvent } from '../../testing/api-client.js';
import { checkLog } from '../../testing/check-log.js';
import { startTestApplication, type TestApplication } from '../../testing/test-application.js';
import type { RunStateDocument } from '../../workflow/run-state.dto.js';

interface Started {
  session_id: string;
  run_id: string;
}

let provider: ScriptedProvider;
let test: TestApplication;
let items: string[];

async function setup(options: { tokensPerSecond?: number } = {}): Promise<void> {
  provider = await ScriptedProvider.start(options);
  test = await startTestApplication({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-test-secret',
    OPENAI_MODEL: 'scripted-model',
    PROVIDER_TIMEOUT_MS: '1500',
    PROVIDER_MAX_CONCURRENCY: '400',
  });
  const { body } = await get<{ categories: { items: { id: string }[] }[] }>(
    `${test.api}/workflow/character_profile/options`,
  );
  items = body.categories[0]!.items.map(({ id }) => id);
}

afterEach(async () => {
  await test.close();
  await provider.stop();
});

async function start(): Promise<Started> {
  const { status, body } = await post<Started>(`${test.api}/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: [items[0]!.split('.')[0]],
    concurrency: 16,
  });
  expect(status).toBe(202);
  return body;
}

const logOf = ({ session_id }: Started): Promise<SseEvent[]> =>
  follow(`${test.api}/sse/stream/${session_id}`);
const stateOf = async ({ run_id }: Started): Promise<RunStateDocument> =>
  (await get<{ state: RunStateDocument }>(`${test.api}/runs/${run_id}`)).body.state;

describe('faults of the provider, counted at its socket', () => {
  it('are retried, given up or kept as the table says, and never discard other items', async () => {
    await setup();
    const [down, reset, busy, silent, cut, garbled, filtered, empty, long] = items as [string, ...string[]];
    provider.always(down, fails(500));
    provider.script(reset!, resets);
    provider.script(busy!, fails(429, { headers: { 'retry-after': '1' } }));
    provider.script(silent!, fallsSilent('说到一半'));
    provider.always(cut!, cutsAfter('断在半路'));
    provider.script(garbled!, garbles('乱'));
    provider.always(filtered!, endsBy('content_filter', '不'));
    provider.always(empty!, isEmpty);
    provider.always(long!, endsBy('length', '太长而被截断'));
    const started = await start();
    const log = await logOf(started);
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    const state = await stateOf(started);
    const told = (id: string) => [
      provider.callsOf(id).length,
      state.items[id]!.status,
      state.items[id]!.error?.code,
    ];
    expect({ down: told(down), cut: told(cut!), filtered: told(filtered!), empty: told(empty!) }).toEqual({
      down: [4, 'failed', 'provider_overloaded'],
      cut: [4, 'failed', 'provider_stream_cut'],
      filtered: [2, 'failed', 'provider_content_filter'],
      empty: [2, 'failed', 'provider_empty_answer'],
    });
    for (const once of [reset!, busy!, silent!, garbled!]) expect(told(once)).toEqual([2, 'done', undefined]);
    expect(told(long!)).toEqual([1, 'done', undefined]);
    expect(state.items[long!]!.flags).toEqual(['cut']);
    const [first, second] = provider.callsOf(busy!);
    expect(second!.startedAt - first!.startedAt).toBeGreaterThanOrEqual(1_000);
    for (const id of items.slice(9)) expect(told(id)).toEqual([1, 'done', undefined]);

    const asked = new Map(items.map((id) => [id, provider.callsOf(id).length]));
    const { body: next } = await post<Started>(`${test.api}/runs/${started.run_id}/continue`);
    await logOf(next);
    for (const id of items) {
      const failed = [down, cut, filtered, empty].includes(id);
      expect([id, provider.callsOf(id).length > asked.get(id)!]).toEqual([id, failed]);
    }
    expect(provider.callsOf('canon')).toHaveLength(1);
  }, 90_000);

  it.each([
    ['provider_unauthorized', fails(401)],
    ['provider_payment_required', fails(402)],
    ['provider_forbidden', fails(403)],
    ['provider_model_unknown', fails(404, { code: 'model_not_found' })],
    ['provider_quota_exhausted', fails(429, { code: 'insufficient_quota' })],
  ])('end the run at once when asking again cannot help: %s', async (code, act) => {
    await setup();
    provider.always('canon', act);
    const started = await start();
    const log = await logOf(started);
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_ERROR', code });
    expect(JSON.stringify(log)).not.toMatch(/sk-test-secret|127\.0\.0\.1:\d/);
    expect(provider.calls).toHaveLength(1);
  });

  it('end the run when the facts stay unusable after three attempts', async () => {
    await setup();
    provider.always('canon', says('这不是 JSON'));
    const started = await start();
    const log = await logOf(started);
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_ERROR', code: 'canon_invalid' });
    expect(provider.callsOf('canon')).toHaveLength(3);
  }, 30_000);

  it('obey a stop at 20 random moments: the sockets close, and nothing is said after "stopping"', async () => {
    // Slow enough that no run ends before its stop.
    await setup({ tokensPerSecond: 60 });
    const stops = Array.from({ length: 20 }, async () => {
      const started = await start();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3_000));
      await post(`${test.api}/runs/${started.run_id}/stop`);
      return logOf(started);
    });
    for (const log of await Promise.all(stops)) {
      await checkLog(log);
      const types = log.map(({ event }) => event.type);
      const stopping = log.findIndex(
        ({ event }) =>
          event.type === EventType.STATE_DELTA && JSON.stringify(event.delta).includes('"stopping"'),
      );
      expect(stopping).toBeGreaterThan(0);
      const after = types.slice(stopping);
      expect(after).not.toContain(EventType.TEXT_MESSAGE_CONTENT);
      expect(after).not.toContain(EventType.REASONING_MESSAGE_CONTENT);
      expect(after).not.toContain(EventType.STEP_STARTED);
      expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'cancelled' } });
    }
    await provider.until((calls) => calls.every((call) => call.closedAt !== undefined));
    expect(provider.calls.some((call) => call.closedBy === 'client')).toBe(true);
  }, 60_000);
});
