import { EventType } from '@ag-ui/core';
import { expect, test } from '@playwright/test';
import { follow, get, post, type SseEvent } from '../server/testing/api-client.js';
import { checkLog } from '../server/testing/check-log.js';
import { ZzzeroServer } from './support/zzzero-server.js';

interface Started {
  session_id: string;
  run_id: string;
}

/** How often each step began after it was finished already: it must never. */
function askedTwice(log: readonly SseEvent[]): string[] {
  const done = new Set<string>();
  const twice: string[] = [];
  for (const { event } of log) {
    if (event.type === EventType.STEP_STARTED && done.has(event.stepName)) twice.push(event.stepName);
    if (event.type !== EventType.STATE_DELTA) continue;
    for (const { path, value } of event.delta as { path: string; value?: unknown }[]) {
      const item = /^\/items\/(.+)\/status$/.exec(path)?.[1];
      if (item && value === 'done') done.add(item);
    }
  }
  return twice;
}

test('kill -9 at ten random moments: the run ends by itself and nothing is asked or shown twice', async () => {
  test.setTimeout(180_000);
  const server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '60' });
  try {
    const options = await get<{ categories: { id: string }[] }>(
      `${server.url}/api/workflow/character_profile/options`,
    );
    const { body: started } = await post<Started>(`${server.url}/api/workflow/character_profile_stream`, {
      character_name: '沈知微',
      selected_categories: options.body.categories.slice(0, 2).map(({ id }) => id),
      concurrency: 8,
    });
    const stream = `${server.url}/api/sse/stream/${started.session_id}`;
    for (let kill = 0; kill < 10; kill++) {
      await new Promise((done) => setTimeout(done, 300 + Math.random() * 1_700));
      await server.kill();
      await server.start();
    }
    const log = await follow(stream);
    await checkLog(log);
    expect(askedTwice(log)).toEqual([]);
    expect(log.at(-1)!.event).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
    const { body } = await get<{ messages: { role: string; step: string; status: string }[] }>(
      `${server.url}/api/sessions/${started.session_id}/snapshot`,
    );
    const final = body.messages.filter(({ role, status }) => role === 'assistant' && status === 'complete');
    expect(new Set(final.map(({ step }) => step)).size).toBe(final.length);
  } finally {
    await server.stop();
  }
});

test('a browser that watches a kill -9 sees the text go on, with nothing doubled', async ({ page }) => {
  test.setTimeout(120_000);
  const server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '150' });
  try {
    await page.goto(server.url);
    await page.getByRole('button', { name: /开始生成角色资料/ }).click();
    await expect(page.locator('[data-testid=message][data-status=complete]').nth(2)).toBeVisible();
    await server.kill();
    await server.start();
    await expect(page.locator('[data-testid=result][data-outcome=success]')).toBeVisible({ timeout: 90_000 });
    const shown = await page.locator('[data-testid=message]').evaluateAll((messages) =>
      messages.map((message) => ({
        step: message.getAttribute('data-step'),
        status: message.getAttribute('data-status'),
      })),
    );
    const final = shown.filter(({ status }) => status === 'complete').map(({ step }) => step);
    expect(new Set(final).size).toBe(final.length);
    expect(shown.some(({ status }) => status === 'superseded')).toBe(true);
  } finally {
    await server.stop();
  }
});
