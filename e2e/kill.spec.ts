import { EventType, type Event } from '@ag-ui/core';
import { expect, test } from '@playwright/test';
import { playsAt, says } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { follow, get, post } from '../server/testing/api-client.js';
import { checkLog } from '../server/testing/check-log.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

interface Started {
  session_id: string;
  run_id: string;
}

interface TimedEvents {
  events: { seq: number; at: string; event: Event }[];
  head: number;
}

/** When each step was finished: the commit's time by the database's clock, the machine's own here. Epoch ms. */
async function finishedAt(session: string): Promise<Map<string, number>> {
  const finished = new Map<string, number>();
  for (let after = 0, head = 1; after < head;) {
    const { body } = await get<TimedEvents>(`${session}/events?after=${after}&limit=1000`);
    for (const { at, event } of body.events) {
      if (event.type !== EventType.STATE_DELTA) continue;
      for (const { path, value } of event.delta as { path: string; value?: unknown }[]) {
        const item = /^\/items\/(.+)\/status$/.exec(path)?.[1];
        if (item && value === 'done') finished.set(item, Date.parse(at));
      }
    }
    head = body.head;
    after = body.events.at(-1)?.seq ?? head;
  }
  return finished;
}

test('kill -9 at ten random moments: the run ends by itself, and the provider is asked for nothing finished', async () => {
  test.setTimeout(180_000);
  // It outlives the kills, so its count of the calls is whole.
  const provider = await ScriptedProvider.start({ tokensPerSecond: 60 });
  const server = await ZzzeroServer.startOn(provider);
  try {
    const options = await get<{ categories: { id: string; items: { id: string }[] }[] }>(
      `${server.url}/api/workflow/character_profile/options`,
    );
    const selected = options.body.categories.slice(0, 2);
    const { body: started } = await post<Started>(`${server.url}/api/workflow/character_profile_stream`, {
      character_name: '沈知微',
      selected_categories: selected.map(({ id }) => id),
      concurrency: 8,
    });
    for (let kill = 0; kill < 10; kill++) {
      await new Promise((done) => setTimeout(done, 300 + Math.random() * 1_700));
      await server.kill();
      await server.start();
    }
    const log = await follow(`${server.url}/api/sse/stream/${started.session_id}`);
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });

    const session = `${server.url}/api/sessions/${started.session_id}`;
    const finished = await finishedAt(session);
    const wanted = selected.flatMap(({ items }) => items.map(({ id }) => id));
    expect([...finished.keys()]).toEqual(expect.arrayContaining(wanted));
    const askedAgain = provider.calls.filter(
      (call) => call.startedAt > finished.get(call.item || call.kind!)!,
    );
    expect(askedAgain).toEqual([]);
    // The kills did hit calls under way, or this test would prove nothing.
    expect(provider.calls.length).toBeGreaterThan(wanted.length + 1);

    const { body } = await get<{ messages: { role: string; step: string; status: string }[] }>(
      `${session}/snapshot`,
    );
    const final = body.messages.filter(({ role, status }) => role === 'assistant' && status === 'complete');
    expect(new Set(final.map(({ step }) => step)).size).toBe(final.length);
  } finally {
    await server.stop();
    await provider.stop();
  }
});

test('a browser that watches a kill -9 sees the text go on, with nothing doubled', async ({ page }) => {
  test.setTimeout(120_000);
  const gate = new Gate();
  const provider = await ScriptedProvider.start();
  provider.always('item', gate.writes('写到一半，', '写完了。'));
  const server = await ZzzeroServer.startOn(provider);
  try {
    const profile = new ProfilePage(page, server);
    await profile.start();
    gate.open(3);
    const lanes = page.getByTestId('lane');
    await expect(profile.complete).toHaveCount(4);
    await expect(lanes.filter({ hasText: '写到一半，' })).toHaveCount(4);
    await server.kill();
    await server.start();

    // What was cut off is folded, and says what became of it; the lanes show the new attempts only.
    const superseded = page.locator('[data-testid=message][data-status=superseded]');
    await expect(superseded).toHaveCount(4, { timeout: 45_000 });
    await expect(superseded.filter({ hasText: '已被新的尝试取代' })).toHaveCount(4);
    await expect(superseded.getByTestId('message-text')).toHaveCount(0);
    await expect(lanes.filter({ hasText: '第 2 次尝试' })).toHaveCount(4);
    await expect(lanes.getByTestId('lane-text')).toHaveText(Array<string>(4).fill('写到一半，'));
    await superseded.first().getByRole('button', { name: '查看' }).click();
    await expect(superseded.first().getByTestId('message-text')).toHaveText('写到一半，');

    gate.open();
    await profile.finish();
    await expect(superseded).toHaveCount(4);
    const steps = await profile.complete.evaluateAll((messages: HTMLElement[]) =>
      messages.map(({ dataset }) => dataset['step']),
    );
    expect(steps.length).toBeGreaterThan(8);
    expect(new Set(steps).size).toBe(steps.length);
    const texts = await profile.complete.getByTestId('message-text').allTextContents();
    expect(new Set(texts)).toEqual(new Set(['写到一半，写完了。']));

    // Who comes later is shown the same, in the same order.
    const shown = await profile.shown();
    await page.reload();
    await profile.finish();
    expect(await profile.shown()).toEqual(shown);
  } finally {
    await server.stop();
    await provider.stop();
  }
});

test('kill -9 in the middle of a rewrite: it is written after all, as it was wished, and nothing else is asked', async () => {
  const provider = await ScriptedProvider.start();
  provider.always('*', playsAt(20_000));
  const server = await ZzzeroServer.startOn(provider);
  try {
    const { body: written } = await post<Started>(`${server.url}/api/workflow/character_profile_stream`, {
      character_name: '沈知微',
      selected_categories: ['appearance'],
    });
    const stream = `${server.url}/api/sse/stream/${written.session_id}`;
    await follow(stream);
    const before = provider.calls.length;
    const prompts: string[] = [];
    provider.script(
      'appearance.height',
      async (answer) => {
        answer.text('写到一半，');
        await answer.closed;
      },
      (answer) => {
        prompts.push(JSON.stringify(answer.request.messages));
        return says('写完了。')(answer);
      },
    );
    const revision = { items: ['appearance.height'], action: 'rewrite', instruction: '提到那盏灯' };
    await post(`${server.url}/api/runs/${written.run_id}/revisions`, revision);
    await provider.until((calls) => calls.length > before);
    await server.kill();
    await server.start();
    const log = await follow(stream);
    await checkLog(log);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    expect(provider.calls.slice(before).map(({ item }) => item)).toEqual([
      'appearance.height',
      'appearance.height',
    ]);
    expect(prompts.join()).toContain('提到那盏灯');
    const { body } = await get<{ categories: { items: { id: string; text: string }[] }[] }>(
      `${server.url}/api/sessions/${written.session_id}/artifacts/profile.json`,
    );
    const texts = body.categories.flatMap(({ items }) => items);
    expect(texts.find(({ id }) => id === 'appearance.height')!.text).toBe('写完了。');
    expect(texts.every(({ text }) => text.length > 0)).toBe(true);
  } finally {
    await server.stop();
    await provider.stop();
  }
});
