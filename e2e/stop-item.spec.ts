import { expect, test } from '@playwright/test';
import { ZzzeroServer } from './support/zzzero-server.js';

test('one item can be stopped while the others go on', async ({ page }) => {
  // An item takes two seconds: long enough to be stopped.
  const server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '70' });
  try {
    await page.goto(server.url);
    // The facts come first, and are one long answer.
    await page.getByRole('button', { name: /开始生成角色资料/ }).click();
    const lane = page.getByTestId('lane').filter({ has: page.getByRole('button', { name: '停止此条' }) });
    await expect(lane.nth(1)).toBeVisible({ timeout: 45_000 });
    const step = (await lane.first().getAttribute('data-step'))!;
    const other = (await lane.nth(1).getAttribute('data-step'))!;
    await lane.first().getByRole('button', { name: '停止此条' }).click();
    await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'running');
    await expect(page.locator(`[data-cell="${step}"]`)).toHaveAttribute('data-status', 'stopped');
    await expect(page.locator(`[data-testid=message][data-step="${other}"]`)).toHaveAttribute(
      'data-status',
      'complete',
      { timeout: 30_000 },
    );
  } finally {
    await server.stop();
  }
});
