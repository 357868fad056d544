import { expect, test } from '@playwright/test';
import { playsAt } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
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

test('a roster becomes a cast that is written on one board', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${server.url}/casts`);
  const roster = '姓名,基本信息\n沈知微,27 岁\n,无名\n葛鹤年,64 岁\n阿竹,20 岁\n';
  await page
    .getByTestId('drop')
    .locator('input')
    .setInputFiles({ name: '栖云楼.csv', mimeType: 'text/csv', buffer: Buffer.from(roster) });
  await expect(page.getByTestId('rejected')).toContainText('第 3 行：没有姓名');
  await expect(page.getByTestId('character')).toHaveCount(3);
  await expect(page.getByTestId('cast-name')).toHaveValue('栖云楼');
  await page.getByRole('button', { name: '清空' }).first().click();
  await page.getByRole('checkbox', { name: /梦想与目标/ }).check();
  await expectAccessible(page);
  await page.getByTestId('start').click();
  await expect(page).toHaveURL(/\/casts\/[0-9a-f-]{36}$/);
  await expect(page.getByTestId('cast-progress')).toHaveText('3/3', { timeout: 30_000 });
  await expect(page.getByTestId('member')).toHaveText([/沈知微/, /葛鹤年/, /阿竹/]);
  await expectAccessible(page);
  await page.getByRole('link', { name: '阿竹' }).click();
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'finished');
  await expect(page.getByRole('heading', { name: '阿竹' })).toBeVisible();
});
