import { expect, test } from '@playwright/test';
import { playsAt } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
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

test('a table becomes a template, is changed on the page, and is what a profile is written by', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${server.url}/templates`);
  const table =
    '类别,条目,内容,关键词,备注\n门派,师承,写师父是谁,,\n,,没有条目名,,\n门派,武功,写看家本领,剑法,';
  await page
    .getByTestId('drop')
    .locator('input')
    .setInputFiles({ name: '江湖.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await expect(page.getByTestId('rejected')).toContainText('第 3 行：没有条目名');
  await expect(page.getByTestId('item')).toHaveCount(2);

  await page.getByLabel('「武功」写什么').fill('写看家本领与来历');
  await page.getByText('行文规范').click();
  await page.getByLabel('必用词').fill('灯塔');
  await page.getByLabel('必用词').press('Tab');
  await expectAccessible(page);
  await page.getByTestId('save').click();
  await expect(page.getByTestId('version')).toContainText('第 2 版');
  await expect(page.getByTestId('save')).toBeHidden();

  const download = page.waitForEvent('download');
  await page.getByTestId('built-in').getByRole('link', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('built-in template.csv');

  await page.getByLabel('条目名').first().fill('师门');
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByTestId('version').selectOption({ label: '第 1 版' });
  await expect(page.getByLabel('条目名').first()).toHaveValue('师门');
  await expect(page.getByTestId('version').locator('option:checked')).toHaveText('第 2 版');
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: '角色资料' }).click();
  await expect(page).toHaveURL(/templates$/);
  await page.getByRole('button', { name: '放弃改动' }).click();
  await page.getByRole('link', { name: '角色资料' }).click();

  await page.locator('#template').selectOption({ label: '江湖' });
  await expect(page.getByRole('checkbox', { name: /门派/ })).toBeChecked();
  const profile = new ProfilePage(page, server);
  await profile.startButton.click();
  await profile.finish();
  await expect(profile.messageOf('c1.i2')).toContainText('武功');
  await expect(page.getByTestId('missing-words')).toContainText('灯塔');
  await expectAccessible(page);

  await page.reload();
  await expect(page.locator('#template')).toHaveValue(/.+/);
  await expect(page.getByRole('checkbox', { name: /门派/ })).toBeChecked();
});
