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

test('a world is dropped in, tried, researched for a profile, which tells where its texts come from, and joins it', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${server.url}/knowledge`);
  await expect(page.getByTestId('collections').getByRole('listitem')).toHaveCount(2);

  await page.getByTestId('new-collection').click();
  await page.getByLabel('集合名称').fill('雾港世界');
  await page.getByRole('button', { name: '建好' }).click();
  await expect(page.getByRole('heading', { name: '雾港世界' })).toBeVisible();
  const world = '# 灯塔\n\n沈知微的祖父守过雾港的灯塔。\n\n# 码头\n\n码头归周氏船行管。';
  await page
    .getByTestId('drop')
    .locator('input')
    .setInputFiles([
      { name: '雾港.md', mimeType: 'text/markdown', buffer: Buffer.from(world) },
      { name: '旧稿.doc', mimeType: 'application/msword', buffer: Buffer.from('d0cf11e0', 'hex') },
    ]);
  await expect(page.getByTestId('refusal')).toContainText('旧稿.doc：这种文件读不了');
  await expect(page.getByTestId('documents').getByRole('listitem')).toContainText(['雾港.md']);

  await page.getByTestId('question').fill('灯搭');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('hits')).toContainText('祖父守过雾港的灯塔');
  await expect(page.getByTestId('hits').locator('[data-method=spelling]').first()).toContainText('灯搭');
  await expectAccessible(page);

  await page.getByRole('link', { name: '角色资料' }).click();
  await page.getByRole('checkbox', { name: '雾港世界' }).check();
  const profile = new ProfilePage(page, server);
  await profile.startButton.click();
  await profile.finish();
  const message = profile.complete.filter({ has: page.getByTestId('research') }).last();
  await message.getByTestId('research').click();
  await expect(message).toContainText('沈知微的祖父守过雾港的灯塔');
  await message.getByTestId('provenance').click();
  const dialog = page.getByTestId('provenance-dialog');
  await expect(dialog).toContainText('scripted-model');
  await dialog.getByText('完整提示词').click();
  await expect(dialog.getByTestId('prompt')).toContainText('<knowledge>');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.getByTestId('join').click();
  await page.getByRole('group', { name: '加入知识库' }).getByRole('button', { name: '雾港世界' }).click();
  await expect(page.getByText('已收进集合')).toBeVisible();
  await page.getByRole('link', { name: '知识库' }).click();
  await page
    .getByTestId('collections')
    .getByRole('button', { name: /雾港世界/ })
    .click();
  await expect(page.getByTestId('documents').getByRole('listitem')).toContainText(['沈知微', '雾港.md']);
});
