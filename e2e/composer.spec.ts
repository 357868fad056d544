import { expect, test } from '@playwright/test';
import { playsAt } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { post } from '../server/testing/api-client.js';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;
let provider: ScriptedProvider;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('*', playsAt(20_000));
  server = await ZzzeroServer.startOn(provider);
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('a wish rewrites what it is meant for, attempts are compared, and categories are added', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  await profile.finish();

  // One item, by the board, with Enter.
  const cell = page.getByTestId('board').getByRole('gridcell').nth(2);
  const step = (await cell.getAttribute('data-cell'))!;
  await cell.click();
  const wish = page.getByTestId('composer');
  await expect(page.getByTestId('composer-target')).toHaveValue('item');
  await wish.fill('短一些');
  await wish.press('Shift+Enter');
  await wish.press('Enter');
  const message = profile.messageOf(step).and(page.locator('[data-status=complete]'));
  await expect(message).toHaveAttribute('data-attempt', '2');
  await expect(wish).toHaveValue('');
  await profile.finish();

  // Side by side.
  await message.hover();
  await message.getByTestId('compare').click();
  const dialog = page.getByTestId('compare-dialog');
  await expect(dialog.locator('[data-side=left] del').first()).toBeVisible();
  await expect(dialog.locator('[data-side=right] ins').first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '用回这一稿' }).click();
  await expect(message).toHaveAttribute('data-attempt', '3');
  await profile.finish();

  // The whole profile: asked before it is spent.
  await page.getByTestId('composer-target').selectOption('all');
  await wish.fill('冷一些');
  await wish.press('Enter');
  await expect(page.getByTestId('composer-sure')).toHaveText(/重写 14 条/);
  await expectAccessible(page);
  await page.getByTestId('composer-sure').click();
  await expect(profile.messageOf(step).and(page.locator('[data-status=complete]'))).toHaveAttribute(
    'data-attempt',
    '4',
  );
  await profile.finish();

  await page.getByTestId('add-categories').click();
  await expectAccessible(page);
  await page
    .getByRole('dialog')
    .getByRole('checkbox', { name: /梦想与目标/ })
    .check();
  await page.getByRole('button', { name: '写这 1 类' }).click();
  await expect(page.getByTestId('progress')).toHaveText('26/26');
  await profile.finish();
  await page.getByRole('button', { name: '历史' }).click();
  await expect(page.getByTestId('spent').first()).toContainText('词元');
});
