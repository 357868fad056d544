import { expect, test } from '@playwright/test';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;

test.beforeAll(async () => {
  server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '150' });
});

test.afterAll(() => server.stop());

test('the reasoning of a message is folded under it, and opens by mouse and keyboard', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  await expect(profile.written).toBeVisible();
  const message = page.locator('[data-testid=message][data-status=complete]').first();
  const toggle = message.getByRole('button', { name: '思考过程' });
  const reasoning = message.locator('.window');
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(reasoning).toHaveCount(0);
  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  await expect(reasoning).toContainText(/\S{4}/);
  await toggle.press('Enter');
  await expect(reasoning).toHaveCount(0);
});

test('the record follows its end, lets go when the reader scrolls up, and comes back on demand', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  const profile = new ProfilePage(page, server);
  await profile.start();
  const distance = () =>
    profile.transcript.evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop);
  const top = () => profile.transcript.evaluate((list) => list.scrollTop);
  await expect.poll(top).toBeGreaterThan(200);
  await expect.poll(distance).toBeLessThanOrEqual(8);

  await profile.transcript.hover();
  await page.mouse.wheel(0, -150);
  const back = page.getByTestId('new-messages');
  await expect(back).toBeVisible();
  const at = await top();
  const before = await profile.messages.count();
  await expect.poll(() => profile.messages.count()).toBeGreaterThan(before + 2);
  expect(await top()).toBe(at);
  await expect(back).toContainText('条新消息');

  await back.click();
  await expect(back).toBeHidden();
  await expect.poll(distance).toBeLessThanOrEqual(8);
});

test('clearing hides what is there, undo brings it back, and a reload shows everything', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  await profile.finish();
  const all = await profile.messages.count();
  await page.getByRole('button', { name: '清屏' }).click();
  await expect(profile.messages).toHaveCount(0);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(profile.messages).toHaveCount(all);
  await page.getByRole('button', { name: '清屏' }).click();
  await expect(profile.messages).toHaveCount(0);
  await page.reload();
  await expect(profile.messages).toHaveCount(all);
});

test('a link to a session that is not there says so; the others are a click away', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  const url = page.url();
  await profile.open('/sessions/00000000-0000-4000-8000-000000000000');
  const missing = page.getByTestId('session-missing');
  await expect(missing).toBeVisible();
  await page.getByRole('button', { name: '历史' }).click();
  await page.getByTestId('sessions').getByRole('link').first().click();
  await expect(page).toHaveURL(url);
  await expect(profile.status).toBeVisible();
  // The address alone opens what was read last.
  await profile.open();
  await expect(page).toHaveURL(url);
});
