import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
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

test('what was typed and not sent is asked about before another page takes its place', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  await profile.finish();
  await page.getByTestId('composer').fill('多写一点雨天');
  const session = page.url();
  const asked: string[] = [];
  let stay = true;
  page.on('dialog', (dialog) => {
    asked.push(`${dialog.type()} ${dialog.message()}`);
    void (stay ? dialog.dismiss() : dialog.accept());
  });
  await page.getByRole('link', { name: '知识库' }).click();
  await expect.poll(() => asked.length).toBe(1);
  expect(asked[0]).toBe('confirm 有写下的内容还没有保存或发送，要离开吗？');
  expect(page.url()).toBe(session);
  await expect(page.getByTestId('composer')).toHaveValue('多写一点雨天');

  await page.getByTestId('composer').fill('');
  const message = profile.complete.last();
  await message.hover();
  await message.getByTestId('edit').click();
  await page.getByTestId('revision-text').fill('改过的字');
  stay = false;
  await page.getByRole('link', { name: '知识库' }).click();
  await expect(page).toHaveURL(/knowledge/);
  expect(asked).toHaveLength(2);
  await page.getByRole('link', { name: '模板' }).click();
  await expect(page).toHaveURL(/templates/);
  expect(asked).toHaveLength(2);
});

test('what was typed and not sent is asked about before another session takes its place', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  await page.getByLabel('角色名').fill('许清如');
  await profile.startButton.click();
  await profile.finish();
  await page.getByLabel('角色名').fill('林远');
  await profile.startButton.click();
  await expect(page.getByRole('heading', { name: '林远', level: 2 })).toBeVisible();
  await profile.finish();
  await page.getByTestId('composer').fill('多写一点雨天');
  const session = page.url();
  const asked: string[] = [];
  let stay = true;
  page.on('dialog', (dialog) => {
    asked.push(`${dialog.type()} ${dialog.message()}`);
    void (stay ? dialog.dismiss() : dialog.accept());
  });
  const choose = async (name: string) => {
    await page.getByRole('button', { name: '历史' }).click();
    await page.getByTestId('sessions').getByRole('link', { name }).click();
  };
  await choose('许清如');
  await expect.poll(() => asked).toEqual(['confirm 有写下的内容还没有保存或发送，要离开吗？']);
  await expect(page.getByTestId('sessions')).toBeHidden();
  expect(page.url()).toBe(session);
  await expect(page.getByRole('heading', { name: '林远', level: 2 })).toBeVisible();
  await expect(page.getByTestId('composer')).toHaveValue('多写一点雨天');
  // The one that is shown is still the one that was opened last.
  await page.getByRole('button', { name: '历史' }).click();
  await expect(page.getByTestId('sessions').locator('[aria-current=page]')).toContainText('林远');
  await page.keyboard.press('Escape');

  stay = false;
  await choose('许清如');
  await expect(page.getByRole('heading', { name: '许清如', level: 2 })).toBeVisible();
  expect(page.url()).not.toBe(session);
  expect(asked).toHaveLength(2);
  // It goes with its session, so there is nothing left to ask about.
  await expect(page.getByTestId('composer')).toHaveValue('');
  await choose('林远');
  await expect(page).toHaveURL(session);
  expect(asked).toHaveLength(2);
});

test('while a page loads it shows the shape of what comes, and what to do when it does not', async ({
  page,
}) => {
  let answer: (how: 'fail' | 'go') => void = () => undefined;
  const decided = new Promise<'fail' | 'go'>((resolve) => (answer = resolve));
  await page.route('**/api/workflow/character_profile/options', async (route) => {
    if ((await decided) === 'fail') await route.abort();
    else await route.continue();
  });
  await page.goto(server.url);
  const skeleton = page.getByTestId('skeleton').filter({ visible: true });
  await expect(skeleton).toHaveAttribute('aria-busy', 'true');
  await expect(skeleton.locator('.shape').first()).toBeVisible();
  await expectAccessible(page);
  answer('fail');
  const again = page.getByRole('button', { name: '重试' });
  await expect(again).toBeVisible();
  await page.unroute('**/api/workflow/character_profile/options');
  await again.click();
  await expect(new ProfilePage(page, server).startButton).toBeVisible();
  await expect(skeleton).toHaveCount(0);
});
