import { hostname } from 'node:os';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;

test.beforeAll(async () => {
  server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '250' });
});

test.afterAll(() => server.stop());

test('a profile is written live, survives a reload, and ends with its files', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  const profile = new ProfilePage(page, server);
  await profile.start();
  await expect(profile.status).toHaveAttribute('data-status', 'running');
  await expect(profile.written).toBeVisible();
  await page.getByTestId('connection').click();
  await expect(page.getByTestId('replica')).toHaveText(`${hostname()}-${server.pid}`);
  await expect(page.getByTestId('token-rate')).toHaveText(/^[1-9]\d* 词元\/秒$/);
  await expect(page.getByTestId('first-token')).toHaveText(/^\d+ 毫秒$/);
  const firstToken = await page.getByTestId('first-token').innerText();
  await page.reload();
  await expect(profile.status).toHaveAttribute('data-status', /running|finished/);
  await expect(profile.written).toBeVisible();
  await test.step('the connection panel says the same of the first token', async () => {
    await page.getByTestId('connection').click();
    await expect(page.getByTestId('first-token')).toHaveText(firstToken);
    await page.keyboard.press('Escape');
  });
  const result = page.locator('[data-testid=result][data-outcome=success]');
  await expect(result).toBeVisible({ timeout: 45_000 });
  await expect(result.getByTestId('result-path')).toContainText('output');
  const steps = await page
    .locator('[data-testid=message]')
    .evaluateAll((messages) => messages.map((message) => message.getAttribute('data-step')));
  expect(new Set(steps).size).toBe(steps.length);
  const download = page.waitForEvent('download');
  await result.getByRole('link', { name: /profile\.md/ }).click();
  expect((await download).suggestedFilename()).toContain('profile.md');
  await page.getByRole('tab', { name: '成稿' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(/\S/);
  expect(complaints).toEqual([]);
});

test('a second tab shows the same text', async ({ page, context }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  await expect(page.locator('[data-testid=result][data-outcome=success]')).toBeVisible({ timeout: 45_000 });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator('[data-testid=result][data-outcome=success]')).toBeVisible();
  const texts = (tab: Page) => tab.getByTestId('message-text').allTextContents();
  expect(await texts(other)).toEqual(await texts(page));
});

test('Chinese characters have glyphs', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  await expect(profile.startButton).toBeVisible();
  const differs = await page.evaluate(async () => {
    await document.fonts.load('32px "Noto Sans SC Variable"', '角');
    const draw = (text: string): string => {
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d')!;
      context.font = `32px ${getComputedStyle(document.body).fontFamily}`;
      context.fillText(text, 4, 40);
      return canvas.toDataURL();
    };
    // A noncharacter: no font has it, so it shows what a missing glyph looks like.
    return draw('角') !== draw('\u{FFFFE}') && draw('角') !== draw('色');
  });
  expect(differs).toBe(true);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`AXE finds nothing, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const profile = new ProfilePage(page, server);
    await profile.start();
    await expect(profile.written).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: '历史' }).click();
    await expect(page.getByTestId('sessions')).toBeVisible();
    await expectAccessible(page);
  });
}

test.describe('to an English reader', () => {
  test.use({ locale: 'en-US' });

  test('it speaks English: the page, the example and the profile', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const profile = new ProfilePage(page, server);
    await profile.open();
    await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
    await profile.startButton.click();
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
    await profile.finish();
    // Not a character of it is Chinese.
    for (const text of await page.getByTestId('message-text').allTextContents()) {
      expect(text).not.toMatch(/\p{Script=Han}/u);
    }
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
    // The portal speaks another language; the texts do not.
    const language = () => profile.written.evaluate((text) => text.closest('[lang]')!.getAttribute('lang'));
    expect(await language()).toBe('en');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('tab', { name: 'Profile' }).click();
    await expect(page.getByRole('tabpanel')).toContainText(/\S/);
    await expectAccessible(page);
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  });
});
