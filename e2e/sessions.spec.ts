import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** Well-formed, and not. */
const NOWHERE = ['/sessions/00000000-0000-4000-8000-000000000000', '/sessions/nope'];

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

test('the address alone opens what was read last', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  const url = page.url();
  await profile.open();
  await expect(page).toHaveURL(url);
  await expect(profile.status).toBeVisible();
});

for (const nowhere of NOWHERE) {
  test(`a link to a session that is not there says so, and leads back to the form: ${nowhere}`, async ({
    page,
  }) => {
    const profile = new ProfilePage(page, server);
    await profile.open(nowhere);
    const missing = page.getByTestId('session-missing');
    await expect(missing.getByRole('heading', { name: '找不到这次会话' })).toBeVisible();
    await missing.getByRole('button', { name: '新建一份' }).click();
    await expect(page).toHaveURL(`${server.url}/`);
    await expect(missing).toBeHidden();
    await expect(profile.startButton).toBeEnabled();
    // It is not taken for the session that was read last.
    await profile.open();
    await expect(page).toHaveURL(`${server.url}/`);
  });
}

test('the drawer lists the sessions, the latest first, and opens the one that is chosen', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  const urls: string[] = [];
  await profile.open();
  for (const name of ['许清如', '林远']) {
    await page.getByLabel('角色名').fill(name);
    await profile.startButton.click();
    await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
    await profile.finish();
    urls.push(page.url());
  }
  await page.getByRole('button', { name: '历史' }).click();
  const links = page.getByTestId('sessions').getByRole('link');
  await expect(links.nth(0)).toContainText('林远');
  await expect(links.nth(0)).toHaveAttribute('aria-current', 'page');
  await expect(links.nth(1)).toContainText('许清如');
  await links.nth(1).click();
  await expect(page).toHaveURL(urls[0]!);
  await expect(page.getByRole('heading', { name: '许清如', level: 2 })).toBeVisible();
  await expect(page.getByTestId('sessions')).toBeHidden();
});

test('a session is found, renamed, taken as a template and deleted', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  await page.getByRole('button', { name: '历史' }).click();
  await page.getByRole('link', { name: '新建' }).click();
  await page.getByLabel('角色名').fill('贺兰');
  await page.getByRole('textbox', { name: '基本信息' }).fill('四十岁，守塔人。');
  await profile.startButton.click();
  await expect(page.getByRole('heading', { name: '贺兰', level: 2 })).toBeVisible();
  await profile.finish();
  await page.getByLabel('角色名').fill('另一个人');

  await page.getByRole('button', { name: '历史' }).click();
  const rows = page.getByTestId('sessions').getByRole('listitem');
  await page.getByRole('searchbox').fill('贺');
  await expect(rows).toHaveCount(1);
  await rows.getByTestId('rename').click();
  await rows.getByLabel('改名').fill('守塔人 第一稿');
  await rows.getByRole('button', { name: '保存' }).click();
  await expect(rows).toContainText('守塔人 第一稿');
  await page.getByRole('searchbox').fill('没有这个');
  await expect(rows).toHaveText('没有名称含有这些字的会话。');
  await page.getByRole('searchbox').fill('守塔');
  await expect(rows).toHaveCount(1);
  await expectAccessible(page);

  await rows.getByTestId('template').click();
  await expect(page).toHaveURL(`${server.url}/`);
  await expect(page.getByLabel('角色名')).toHaveValue('贺兰');
  await expect(page.getByRole('textbox', { name: '基本信息' })).toHaveValue('四十岁，守塔人。');

  await page.getByRole('button', { name: '历史' }).click();
  await rows.getByTestId('delete').click();
  await expect(rows).toContainText('永久删除');
  await rows.getByRole('button', { name: '永久删除' }).click();
  await expect(rows).toHaveText('没有名称含有这些字的会话。');
});
