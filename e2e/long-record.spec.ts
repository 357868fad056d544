import { expect, test, type Page } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  server = await ZzzeroServer.startOn(provider, { PROVIDER_MAX_CONCURRENCY: '8' });
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

const scroller = '[data-testid=transcript]';

/** Steps of the messages that are in the page now. */
const present = (page: Page) =>
  page
    .getByTestId('message')
    .evaluateAll((all: HTMLElement[]) => all.map(({ dataset }) => dataset['step'] ?? ''));

const nextFrame = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

test('of 230 items only what is on screen is there, and every one of them can be reached', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const profile = new ProfilePage(page, server);
  await profile.open();
  await page.getByRole('button', { name: '全选' }).click();
  await profile.startButton.click();
  await expect(profile.success).toBeVisible({ timeout: 90_000 });
  const all = await page.locator('[data-cell]').count();
  expect(all).toBeGreaterThan(220);
  expect((await present(page)).length).toBeLessThan(all / 6);
  expect(await page.locator(`${scroller} *`).count()).toBeLessThan(2_500);

  // From the end to the beginning, a screen at a time.
  const met = new Set<string>();
  const top = () => page.locator(scroller).evaluate((element) => element.scrollTop);
  await page.locator(scroller).hover();
  do {
    for (const step of await present(page)) met.add(step);
    await page.mouse.wheel(0, -500);
    await nextFrame(page);
  } while ((await top()) > 0);
  for (const step of await present(page)) met.add(step);
  expect([...met].filter((step) => step !== 'canon')).toHaveLength(all);

  await test.step('a cell of the board leads to its message, wherever it is', async () => {
    for (const n of [all - 3, 100, 0]) {
      const cell = page.locator('[data-cell]').nth(n);
      const step = (await cell.getAttribute('data-cell'))!;
      await cell.click();
      await expect(profile.messageOf(step)).toBeInViewport();
    }
  });

  await test.step('what the reader writes stays while it is scrolled away', async () => {
    const step = (await page.locator('[data-cell]').first().getAttribute('data-cell'))!;
    const message = profile.messageOf(step);
    await message.hover();
    await message.getByTestId('rewrite').click();
    await message.getByRole('textbox').fill('更短');
    await page.getByTestId('new-messages').click();
    await expect(profile.success).toBeInViewport();
    await page.locator('[data-cell]').first().click();
    await expect(message.getByRole('textbox')).toHaveValue('更短');
    await message.getByRole('button', { name: '取消' }).click();
  });

  await test.step('what the reader unfolded is unfolded when he comes back', async () => {
    const message = profile.complete.nth(1);
    const step = (await message.getAttribute('data-step'))!;
    await message.getByRole('button', { name: '思考过程' }).click();
    await page.getByTestId('new-messages').click();
    await expect(profile.messageOf(step)).toHaveCount(0);
    await page.locator(`[data-cell="${step}"]`).click();
    await expect(profile.messageOf(step).getByTestId('reasoning')).toBeVisible();
  });

  await test.step('what is being read does not move while what is above it is measured', async () => {
    await page
      .locator('[data-cell]')
      .nth(all - 20)
      .click();
    const step = (await page
      .locator('[data-cell]')
      .nth(all - 20)
      .getAttribute('data-cell'))!;
    const place = () =>
      profile.messageOf(step).evaluate((element) => Math.round(element.getBoundingClientRect().top));
    await expect(profile.messageOf(step)).toBeInViewport();
    await nextFrame(page);
    await page.locator(scroller).hover();
    const before = await place();
    await page.mouse.wheel(0, -60);
    await expect.poll(place).toBeGreaterThan(before + 50);
    expect(await place()).toBeLessThan(before + 70);
  });
});
