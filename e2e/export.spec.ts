import { readFile } from 'node:fs/promises';
import { expect, test, type Download, type Page } from '@playwright/test';
import { playsAt } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { placeholderPortrait } from '../server/exports/cards/placeholder-portrait.js';
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

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

async function finished(page: Page): Promise<ProfilePage> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  await profile.finish();
  return profile;
}

test('a profile is exported by keyboard alone, under a name that says whose it is', async ({ page }) => {
  const profile = await finished(page);
  await profile.success.getByTestId('export').focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('group', { name: '导出为' });
  // As a reader does: the next key follows what is seen.
  await expect(menu).toBeVisible();
  for (const name of ['Word 文档', 'Excel 工作簿', 'CSV 表格']) {
    await page.keyboard.press('Tab');
    await expect(menu.getByRole('button', { name })).toBeFocused();
  }
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('沈知微 profile.csv');
  expect((await contentOf(await download)).toString()).toContain('"类别","条目"');
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(profile.success.getByTestId('export')).toBeFocused();
});

test('a card is put into a portrait of the reader, and a wrong one is refused in words', async ({ page }) => {
  await finished(page);
  await page.getByRole('tab', { name: '成稿' }).click();
  const sheet = page.getByTestId('profile');
  const portrait = placeholderPortrait('another');
  const choose = async (buffer: Buffer): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /PNG 头像/ }).click();
    await (await chooser).setFiles({ name: 'p.png', mimeType: 'image/png', buffer });
  };
  await sheet.getByTestId('export').click();
  const download = page.waitForEvent('download');
  await choose(portrait);
  expect((await download).suggestedFilename()).toBe('沈知微 card.png');
  const card = await contentOf(await download);
  expect(card.length).toBeGreaterThan(portrait.length);
  expect(card.includes('ccv3\0')).toBe(true);

  await choose(portrait.subarray(0, 100));
  await expect(page.getByText('这张图片不能用')).toBeVisible();
  await expectAccessible(page);
});

test('the formats fit a phone, in the dark too', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  const profile = await finished(page);
  await profile.success.getByTestId('export').click();
  await expect(page.getByTestId('export-menu')).toBeVisible();
  const box = (await page.getByTestId('export-menu').boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(360);
  await expectAccessible(page);
});
