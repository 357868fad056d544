import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { widerThanShown } from './support/reflow.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;

test.use({ hasTouch: true });

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => gate.plays(answer));
  server = await ZzzeroServer.startOn(provider);
});

test.beforeEach(() => {
  gate = new Gate();
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

const sizeOf = (element: Element) => element.getBoundingClientRect().width;

// The narrower one is what WCAG 2.2 asks for (1.4.10), 1280 px at 400 %, with the longer words.
for (const { width, language, scheme } of [
  { width: 360, language: 'zh', scheme: 'light' },
  { width: 320, language: 'en', scheme: 'dark' },
] as const) {
  test(`a phone shows the form, the run and the profile, and nothing is wider than it, ${width} px, ${language}, ${scheme}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const profile = new ProfilePage(page, server);
    const fits = async () => {
      expect(await profile.overflow()).toBe(0);
      expect(await widerThanShown(page)).toEqual([]);
      await expectAccessible(page);
    };
    await profile.open();
    if (language === 'en') {
      await page.getByRole('button', { name: 'English' }).click();
      // The example that nobody has touched speaks English too.
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Nell Harrow');
    }
    await expect(profile.startButton).toBeInViewport();
    await fits();

    await profile.startButton.click();
    gate.open(3);
    await expect(profile.complete).toHaveCount(4);
    await expect(profile.status).toBeInViewport();
    await expect(page.getByRole('button', { name: /^(停止|Stop)$/ })).toBeInViewport();
    await fits();
    // A bar a category; what is in it, and its names, lie in the record below.
    const board = page.getByTestId('board');
    await expect(board.getByRole('rowheader').first()).toBeInViewport();
    await expect(board.locator('.bar').first()).toBeVisible();
    await expect.poll(() => board.locator('.bar span').first().evaluate(sizeOf)).toBeGreaterThan(0);
    await expect(board.getByRole('gridcell')).toHaveCount(0);
    await page.getByTestId('connection').click();
    await expect(page.getByTestId('sequence')).toBeInViewport();
    await fits();
    await page.keyboard.press('Escape');

    // The form is a tab away while the run goes on.
    await page.getByRole('tab', { name: /表单|Form/ }).click();
    await expect(profile.startAnother).toBeInViewport();
    await expect(profile.status).toBeHidden();
    await fits();
    await page.getByRole('tab', { name: /执行|Run/ }).click();

    gate.open();
    await profile.finish();
    await fits();
    await page.getByRole('tab', { name: /成稿|Profile/ }).click();
    await expect(page.getByTestId('profile')).toContainText(/\S/);
    await fits();
    // AXE looks at these in the stories that are theirs.
    await page.getByRole('tab', { name: /时间线|Timeline/ }).click();
    await expect(page.getByTestId('timeline-chart')).toBeInViewport();
    expect(await profile.overflow()).toBe(0);
    await page.getByTestId('as-table').click();
    await expect(page.getByTestId('timeline').getByRole('row').nth(1)).toBeInViewport();
    expect(await profile.overflow()).toBe(0);
    await page.getByTestId('add-categories').click();
    await expect(page.getByRole('dialog')).toBeInViewport();
    expect(await profile.overflow()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /历史|History/ }).click();
    await expect(page.getByTestId('sessions').getByRole('link').first()).toBeInViewport();
    await fits();
  });
}

for (const width of [360, 320]) {
  test(`the other pages fit on a phone of ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    const profile = new ProfilePage(page, server);
    for (const path of ['/casts', '/knowledge', '/templates']) {
      await profile.open(path);
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
      expect(await profile.overflow()).toBe(0);
      expect(await widerThanShown(page)).toEqual([]);
      await expectAccessible(page);
    }
  });
}
