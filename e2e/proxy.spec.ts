import { EventType } from '@ag-ui/core';
import { expect, test } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { follow, post } from '../server/testing/api-client.js';
import { checkLog } from '../server/testing/check-log.js';
import { openTemporaryFolder } from '../server/testing/open-folder.js';
import { hasNginx, Nginx, NO_NGINX } from './support/nginx.js';
import { ZzzeroServer } from './support/zzzero-server.js';

interface Started {
  session_id: string;
  run_id: string;
}

test.describe('behind nginx, with three servers', () => {
  test.skip(!hasNginx, NO_NGINX);

  let servers: ZzzeroServer[];
  let nginx: Nginx;
  let dataDir: string;

  test.beforeAll(async () => {
    dataDir = openTemporaryFolder();
    const environment = { DATA_DIR: dataDir, OFFLINE_TOKENS_PER_SECOND: '100' };
    servers = [];
    for (let n = 0; n < 3; n++) servers.push(await ZzzeroServer.start(environment));
    nginx = await Nginx.start(servers.map(({ port }) => port));
  });

  test.afterAll(async () => {
    await nginx.stop();
    for (const server of servers) await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('events come one by one, and the whole log is right', async () => {
    const { body } = await post<Started>(`${nginx.url}/api/workflow/character_profile_stream`, {
      character_name: '沈知微',
      selected_categories: ['legal'],
    });
    const arrivals: number[] = [];
    const log = await follow(`${nginx.url}/api/sse/stream/${body.session_id}`, {
      enough: ({ event }) => {
        if (event.type === EventType.TEXT_MESSAGE_CONTENT) arrivals.push(performance.now());
        return false;
      },
    });
    await checkLog(log);
    // A buffer would hand them over in a few heaps.
    const moments = arrivals.filter((at, n) => n === 0 || at - arrivals[n - 1]! > 2).length;
    expect(moments).toBeGreaterThan(arrivals.length / 4);
  });

  test('a browser that watches the kill -9 of its server sees the text go on, with nothing doubled', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await page.goto(nginx.url);
    await page.getByRole('button', { name: /开始生成角色资料/ }).click();
    await expect(page.locator('[data-testid=message][data-status=complete]').nth(1)).toBeVisible();
    // One is the browser's, and one works the run: two of three are gone for sure to hit either.
    await servers[0]!.kill();
    await servers[1]!.kill();
    await expect(page.locator('[data-testid=result][data-outcome=success]')).toBeVisible({
      timeout: 90_000,
    });
    const final = await page
      .locator('[data-testid=message][data-status=complete]')
      .evaluateAll((messages) => messages.map((message) => message.getAttribute('data-step')));
    expect(final.length).toBeGreaterThan(20);
    expect(new Set(final).size).toBe(final.length);
    await servers[0]!.start();
    await servers[1]!.start();
  });
});
