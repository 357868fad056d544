import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { post } from '../server/testing/api-client.js';
import { expectAccessible } from './support/accessibility.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;
let provider: ScriptedProvider;
const gate = new Gate();

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => gate.plays(answer));
  server = await ZzzeroServer.startOn(provider);
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('the page is led by single keys, says what was written, and its tab how far it is', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  await expect(page).toHaveTitle('0/14 沈知微 · ZZZero');
  gate.open(2);
  await expect(page.getByTestId('announcer')).toContainText('写好');
  await expect(page).toHaveTitle('2/14 沈知微 · ZZZero');
  gate.open(12);
  await profile.finish();
  await expect(page).toHaveTitle('✓ 沈知微 · ZZZero');
  await expect(page.getByTestId('announcer')).toHaveText('沈知微 已完成');

  await page.keyboard.press('2');
  await expect(page.getByRole('tab', { name: '成稿' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('1');
  await page.keyboard.press('/');
  await expect(page.getByTestId('composer')).toBeFocused();
  await page.keyboard.type('2b');
  await expect(page.getByTestId('composer')).toHaveValue('2b');
  await expect(page.getByRole('tab', { name: '现场' })).toHaveAttribute('aria-selected', 'true');
  await page.getByTestId('composer').blur();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: '键盘快捷键' });
  await expect(sheet.getByText('收起或展开看板')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole('checkbox', { name: '使用单键快捷键' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await expect(page.getByRole('tab', { name: '现场' })).toHaveAttribute('aria-selected', 'true');
});
