import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  server = await ZzzeroServer.startOn(provider);
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('what the server refuses stays in its form, and is sent again', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  await profile.finish();
  const step = (await profile.complete.last().getAttribute('data-step'))!;
  const message = profile.messageOf(step).and(page.locator('[data-status=complete]'));
  const field = message.getByTestId('revision-text');
  await message.hover();
  await message.getByTestId('edit').click();
  await field.fill('亲手写的一稿。');
  let refused = 0;
  await page.route('**/revisions', (route) => {
    refused += 1;
    return route.fulfill({ status: 502, body: 'Bad Gateway' });
  });
  await message.getByRole('button', { name: '保存正文' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  expect(refused).toBe(1);
  await expect(field).toHaveValue('亲手写的一稿。');
  await page.unroute('**/revisions');
  await message.getByTestId('lock').click();
  await expect(message).toContainText('已锁定');
  await expect(field).toHaveValue('亲手写的一稿。');
  await message.getByTestId('lock').click();
  await expect(message).not.toContainText('已锁定');
  await message.getByRole('button', { name: '保存正文' }).click();
  await expect(message.getByTestId('message-text')).toHaveText('亲手写的一稿。');
  await expect(field).toHaveCount(0);

  await test.step('the wish for a category too', async () => {
    await page.getByTestId('board').getByRole('rowheader').first().click();
    await page.getByTestId('rewrite-category').click();
    await page.getByTestId('revision-text').fill('短一些');
    await page.route('**/revisions', (route) => route.abort());
    await page.locator('app-revision-form').getByRole('button', { name: '重写' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByTestId('revision-text')).toHaveValue('短一些');
  });
});

test('Escape puts aside what is typed, and gives the focus back', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  await profile.finish();
  const step = (await profile.complete.last().getAttribute('data-step'))!;
  const message = profile.messageOf(step);
  const field = message.getByTestId('revision-text');
  await message.getByTestId('rewrite').focus();
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.type('more rain');
  // What an input method takes for itself.
  await field.dispatchEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true });
  await expect(field).toHaveValue('more rain');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(message.getByTestId('rewrite')).toBeFocused();

  // Neither another form nor another category loses it.
  await message.getByTestId('edit').click();
  await expect(field).not.toHaveValue('more rain');
  await page.keyboard.press('Escape');
  await page.getByTestId('board').getByRole('rowheader').first().click();
  await page.getByTestId('board').getByRole('rowheader').first().click();
  await message.hover();
  await message.getByTestId('rewrite').click();
  await expect(field).toHaveValue('more rain');

  // Given up, it is gone.
  await message.getByRole('button', { name: '取消' }).click();
  await expect(message.getByTestId('rewrite')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
});
