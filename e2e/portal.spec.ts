import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;

test.beforeAll(async () => {
  server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '250' });
});

test.afterAll(() => server.stop());

const startButton = (page: Page) => page.getByRole('button', { name: /开始生成角色资料/ });
const written = (page: Page) =>
  page.locator('[data-testid=message][data-status=complete] [data-testid=message-text]').first();
const status = (page: Page) => page.getByTestId('run-status');

async function start(page: Page): Promise<void> {
  await page.goto(server.url);
  await startButton(page).click();
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]{36}$/);
}

test('a profile is written live, survives a reload, and ends with its files', async ({ page }) => {
  await start(page);
  await expect(status(page)).toHaveAttribute('data-status', 'running');
  await expect(written(page)).toBeVisible();
  await page.reload();
  await expect(status(page)).toHaveAttribute('data-status', /running|finished/);
  await expect(written(page)).toBeVisible();
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
});

test('stop is obeyed, proven on screen, and what is missing can be written afterwards', async ({ page }) => {
  await start(page);
  await expect(written(page)).toBeVisible();
  await page.getByRole('button', { name: '停止' }).click();
  await expect(status(page)).toHaveAttribute('data-status', 'cancelled');
  await expect(page.getByTestId('stop-proof')).toContainText(/\d/);
  await page.getByRole('button', { name: /继续写完/ }).click();
  await expect(page.locator('[data-testid=result][data-outcome=success]')).toBeVisible({ timeout: 45_000 });
});

test('a second tab shows the same text', async ({ page, context }) => {
  await start(page);
  await expect(page.locator('[data-testid=result][data-outcome=success]')).toBeVisible({ timeout: 45_000 });
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator('[data-testid=result][data-outcome=success]')).toBeVisible();
  const texts = (tab: Page) => tab.getByTestId('message-text').allTextContents();
  expect(await texts(other)).toEqual(await texts(page));
});

test('goes on by long-poll, and says so, when no stream event arrives', async ({ page }) => {
  // A proxy that swallows the stream: the request is accepted and nothing ever comes.
  await page.route('**/api/sse/stream/**', () => undefined);
  await start(page);
  await expect(page.locator('[data-testid=result][data-outcome=success]')).toBeVisible({ timeout: 50_000 });
});

test('Chinese characters have glyphs', async ({ page }) => {
  await page.goto(server.url);
  await expect(startButton(page)).toBeVisible();
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
    await start(page);
    await expect(written(page)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}

test('speaks English, the interface and the profile', async ({ page }) => {
  await page.goto(server.url);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
  await page.getByRole('button', { name: 'Start the character profile' }).click();
  await expect(page.getByRole('tab', { name: 'Live' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await expect(written(page)).toBeVisible();
});
