import { expect, type Locator, type Page, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { get, post } from '../server/testing/api-client.js';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let server: ZzzeroServer;
let session: string;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  server = await ZzzeroServer.startOn(provider, { PROVIDER_MAX_CONCURRENCY: '8' });
  const workflow = `${server.url}/api/workflow/character_profile`;
  const { body: options } = await get<{ categories: { id: string }[] }>(`${workflow}/options`);
  const { body } = await post<{ session_id: string }>(`${workflow}_stream`, {
    character_name: '沈知微',
    selected_categories: options.categories.map(({ id }) => id),
    concurrency: 8,
  });
  session = body.session_id;
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

/** Opens the finished profile of all categories. */
async function finished(page: Page): Promise<{ profile: ProfilePage; sheet: Locator }> {
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${session}`);
  await expect(profile.success).toBeAttached({ timeout: 90_000 });
  await page.getByRole('tab', { name: /成稿|Profile/ }).click();
  return { profile, sheet: page.getByTestId('profile') };
}

/** How far the heading stands below the upper edge of the sheet, px; it has to stay there. */
async function arrivedAt(page: Page, heading: Locator): Promise<number> {
  const top = () =>
    heading.evaluate((element) => {
      const sheet = element.closest('[data-testid=profile]')!;
      return element.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    });
  await expect(heading).toBeInViewport();
  let [before, now] = [NaN, await top()];
  while (before !== now) {
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    [before, now] = [now, await top()];
  }
  return now;
}

test('every chapter can be reached from the outline, the last one before anything is scrolled', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 720 });
  const { sheet } = await finished(page);
  const outline = page.getByRole('navigation', { name: '目录' });
  await expect(outline.getByRole('button')).toHaveCount(21);
  await expect(page.getByRole('combobox', { name: '目录' })).toBeHidden();
  await expectAccessible(page, '#panel-profile');

  const headings = sheet.getByRole('heading', { level: 3 });
  // As a hand does it: the outline is turned until its last line is there, without a script's help.
  await outline.hover();
  await page.mouse.wheel(0, 2_000);
  const last = outline.getByRole('button').last();
  await expect(last).toBeInViewport({ ratio: 1 });
  const box = (await last.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await arrivedAt(page, headings.last());

  // Above it lie chapters whose height nobody knows yet.
  for (const n of [9, 15, 2]) {
    await outline.getByRole('button').nth(n).click();
    expect(Math.abs(await arrivedAt(page, headings.nth(n)))).toBeLessThan(40);
  }
});

for (const language of ['zh', 'en'] as const) {
  test(`on a phone a list of chapters leads to each of them (${language})`, async ({ browser }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({
      viewport: { width: 360, height: 640 },
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    });
    const page = await context.newPage();
    const { profile, sheet } = await finished(page);
    await expect(page.getByRole('navigation', { name: /目录|Outline/ })).toBeHidden();
    const chapters = page.getByRole('combobox', { name: language === 'zh' ? '目录' : 'Outline' });
    await expect(chapters.getByRole('option')).toHaveCount(21);
    await expect(chapters).toBeInViewport({ ratio: 1 });
    expect(await profile.overflow()).toBe(0);
    await expectAccessible(page, '#panel-profile');

    const headings = sheet.getByRole('heading', { level: 3 });
    for (const n of [20, 9, 15]) {
      await chapters.selectOption({ index: n });
      const top = await arrivedAt(page, headings.nth(n));
      if (n < 20) expect(Math.abs(top)).toBeLessThan(40);
      await expect(chapters.locator('option:checked')).toHaveText(await optionText(chapters, n));
    }

    // It says where the reader is, when he scrolls himself too.
    await sheet.hover();
    await page.mouse.wheel(0, -40_000);
    await page.mouse.wheel(0, -40_000);
    await expect(chapters.locator('option:checked')).toHaveText(await optionText(chapters, 0));
    await context.close();
  });
}

async function optionText(list: Locator, n: number): Promise<string> {
  return (await list.getByRole('option').nth(n).textContent())!;
}
