import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
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
