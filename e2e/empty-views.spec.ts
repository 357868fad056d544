import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => gate.plays(answer));
  server = await ZzzeroServer.startOn(provider);
});

test.beforeEach(() => {
  gate = new Gate();
});

// No run is left over to take what the next test lets through.
test.afterEach(async ({ page }) => {
  await page.getByRole('tab', { name: '现场' }).click();
  gate.open();
  await new ProfilePage(page, server).finish();
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('a profile without a text says that texts will come, and of which category it has none', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  await page.getByRole('tab', { name: '成稿' }).click();
  const empty = page.getByTestId('profile-empty');
  await expect(empty).toHaveText('还没有写好的条目。每写好一条，就会出现在这里。');
  gate.open(1);
  await expect(page.getByTestId('profile').locator('[data-step]')).toHaveCount(1);
  await expect(empty).toHaveCount(0);

  const second = page.getByTestId('board').getByRole('rowheader').nth(1);
  await second.click();
  await expect(empty).toContainText('「外貌特征」还没有写好的条目。');
  await expectAccessible(page, '#panel-profile');
  await empty.getByRole('button', { name: '显示全部' }).click();
  await expect(second).toHaveAttribute('aria-selected', 'false');
  await expect(page.getByTestId('profile').locator('[data-step]')).toHaveCount(1);
});

test('a record narrowed to a category that has not begun says so, and shows all on demand', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  gate.open(1);
  await expect(profile.complete).toHaveCount(2);
  const heads = page.getByTestId('board').getByRole('rowheader');
  const note = page.getByTestId('not-begun');
  await heads.nth(0).click();
  await expect(heads.nth(0)).toHaveAttribute('aria-selected', 'true');
  await expect(profile.complete).toHaveCount(1);
  await expect(note).toHaveCount(0);

  await heads.nth(1).click();
  await expect(note).toContainText('「外貌特征」还没有开始写');
  await expectAccessible(page, '#panel-live');
  await note.getByRole('button', { name: '显示全部' }).click();
  await expect(heads.nth(1)).toHaveAttribute('aria-selected', 'false');
  await expect(profile.complete).toHaveCount(2);
  // The button is gone; the keyboard is where it was.
  await expect(profile.transcript).toBeFocused();

  await heads.nth(1).click();
  await expect(note).toBeVisible();
  gate.open(20);
  await expect(profile.complete).not.toHaveCount(0);
  await expect(note).toHaveCount(0);
});

test('a cleared record says what is hidden and brings it back, all of it or what is asked for', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  gate.open(12);
  await expect(profile.complete).toHaveCount(13);
  const clear = page.getByRole('button', { name: '清屏' });
  const undo = page.getByRole('button', { name: '撤销' });
  const note = page.getByTestId('hidden-messages');

  await test.step('all of it', async () => {
    await clear.click();
    await expect(profile.messages).toHaveCount(0);
    await expect(note).toBeInViewport();
    await expectAccessible(page, '#panel-live');
    await note.getByRole('button', { name: '重新显示' }).click();
    await expect(profile.messages).toHaveCount(13);
    await expect(note).toHaveCount(0);
    // There is nothing to undo any more.
    await expect(undo).toHaveCount(0);
    await expect(profile.transcript).toBeFocused();
  });

  const first = (await page.locator('[data-cell][data-status=done]').first().getAttribute('data-cell'))!;
  await test.step('by a cell of the board', async () => {
    await clear.click();
    await expect(profile.messages).toHaveCount(0);
    await page.locator(`[data-cell="${first}"]`).click();
    await expect(profile.messageOf(first)).toBeInViewport();
    await expect(note).toHaveCount(0);
  });

  await test.step('by the cell of one that is not in the category that is shown', async () => {
    await clear.click();
    await page.getByTestId('board').getByRole('rowheader').nth(1).click();
    await page.locator(`[data-cell="${first}"]`).click();
    await expect(profile.messageOf(first)).toBeInViewport();
  });

  await test.step('by a search, but not by one in the profile', async () => {
    const words = (await profile.messageOf(first).getByTestId('message-text').innerText()).slice(0, 6);
    await clear.click();
    await expect(profile.messages).toHaveCount(0);
    await page.getByRole('tab', { name: '成稿' }).click();
    await page.keyboard.press('s');
    await page.keyboard.type(words);
    await expect(page.getByTestId('search-count')).toContainText('第 1 处');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: '现场' }).click();
    await expect(note).toBeVisible();
    await page.keyboard.press('s');
    await page.keyboard.type(words);
    await expect(profile.messageOf(first)).toBeInViewport();
    await page.keyboard.press('Escape');
  });

  await test.step('but what is written afterwards is reached without it', async () => {
    await clear.click();
    gate.open(1);
    await expect(profile.messages).toHaveCount(1);
    const step = (await profile.messages.getAttribute('data-step'))!;
    await page.locator(`[data-cell="${step}"]`).click();
    await expect(profile.messageOf(step)).toBeInViewport();
    await expect(note).toBeVisible();
  });
});
