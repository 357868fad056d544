import { expect, test } from '@playwright/test';
import { playsAt, says } from '../server/language-model/scripted/acts.js';
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

test('facts are changed afterwards: what was written with the earlier ones says so, and is written again on demand', async ({
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
  const canon = profile.messageOf('canon').and(page.locator('[data-status=complete]'));
  await canon.getByTestId('edit').click();
  await canon.getByLabel('住处').fill('灯塔下的石屋');
  await canon.getByRole('button', { name: '保存 1 处改动' }).click();
  await expect(canon).toHaveAttribute('data-attempt', '2');
  await expect(page.getByTestId('stale')).toHaveCount(14);
  const stale = page.locator('[data-cell][data-look=stale]');
  await expect(stale).toHaveCount(14);
  await expect(stale.first()).toHaveAccessibleName(/，已完成，依据旧事实，/);
  await expectAccessible(page);
  await page.getByTestId('refresh').click();
  await expect(page.getByTestId('stale')).toHaveCount(0);
  await expect(stale).toHaveCount(0);
  await profile.finish();
});

test('an item is written again, edited, restored and locked, and the profile follows', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  await profile.finish();
  const step = (await profile.complete.last().getAttribute('data-step'))!;
  const message = profile.messageOf(step);
  const current = message.and(page.locator('[data-status=complete]'));
  const first = (await current.getByTestId('message-text').textContent())!;

  // By keyboard alone.
  provider.script(step, says('新的一稿。'));
  await current.getByTestId('rewrite').focus();
  await page.keyboard.press('Enter');
  await expect(current.getByTestId('revision-text')).toBeFocused();
  await page.keyboard.type('冷一些');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(current.getByTestId('message-text')).toHaveText('新的一稿。');
  await expect(current).toHaveAttribute('data-attempt', '2');
  expect(JSON.stringify(provider.calls.at(-1))).toContain(step);

  await current.getByTestId('edit').click();
  await expect(current.getByTestId('revision-text')).toHaveValue('新的一稿。');
  await current.getByTestId('revision-text').fill('亲手写的一稿。');
  await current.getByRole('button', { name: '保存正文' }).click();
  await expect(current.getByTestId('message-text')).toHaveText('亲手写的一稿。');
  await expect(current).toContainText('手写');
  const cell = page.locator(`[data-cell="${step}"]`);
  await expect(cell).toHaveAttribute('data-sign', 'edited');
  await expect(cell).toHaveAccessibleName(/，已完成，手写，第 3 次尝试/);

  await page
    .locator(`[data-testid=message][data-step="${step}"][data-attempt="1"]`)
    .getByTestId('restore')
    .click();
  await expect(current.getByTestId('message-text')).toHaveText(first);
  await expect(current).toHaveAttribute('data-attempt', '4');
  await expectAccessible(page);

  await current.getByTestId('lock').click();
  await expect(current).toContainText('已锁定');
  await expect(cell).toHaveAttribute('data-sign', 'locked');
  await expect(cell).toHaveAccessibleName(/，已完成，取自第 1 稿，已锁定，/);
  await expect(current.getByTestId('rewrite')).toHaveCount(0);
  // The rest of the category at once; what is locked stays.
  const others = await profile.complete.count();
  await page.getByTestId('board').getByRole('rowheader').click();
  await page.getByTestId('rewrite-category').click();
  await page.getByTestId('revision-text').fill('短一些');
  await page.locator('app-revision-form').getByRole('button', { name: '重写' }).click();
  await profile.finish();
  await expect(page.locator('[data-testid=message][data-status=complete][data-attempt="2"]')).toHaveCount(
    others - 2,
  );
  await expect(current.getByTestId('message-text')).toHaveText(first);
  await page.reload();
  await expect(current.getByTestId('message-text')).toHaveText(first);
  await expect(current).toContainText('已锁定');
  await page.getByRole('tab', { name: '成稿' }).click();
  await expect(page.getByTestId('profile').locator(`[data-step="${step}"] p`)).toHaveText(first);
});
