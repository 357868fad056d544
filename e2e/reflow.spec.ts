import { expect, type Page, test } from '@playwright/test';
import { playsAt } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { outOfReach, widerThanShown } from './support/reflow.js';
import { tabThrough } from './support/tab-stops.js';
import { REVISED, threeAttempts } from './support/three-attempts.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** A screen of 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10), in CSS pixels. */
const REFLOWED = { width: 320, height: 256 };
/** More presses than the page has stops. */
const TABS = 80;

let server: ZzzeroServer;
let provider: ScriptedProvider;

test.use({ viewport: { width: 320, height: 640 } });

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('*', playsAt(20_000));
  server = await ZzzeroServer.startOn(provider);
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

async function expectFits(page: Page): Promise<void> {
  expect(await widerThanShown(page)).toEqual([]);
  await expectAccessible(page);
}

/** One category, for a run that is soon over. */
async function chooseOnly(page: Page, category: number): Promise<void> {
  const picker = page.locator('app-category-picker');
  await picker.getByRole('button').last().click();
  await expect(picker.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await picker.getByRole('checkbox').nth(category).check();
}

const drop = (page: Page, name: string, mimeType: string, text: string) =>
  page
    .getByTestId('drop')
    .locator('input')
    .setInputFiles({ name, mimeType, buffer: Buffer.from(text) });

/** The pages beside the main one, in the language of the longer words. */
function describePages(): void {
  test('a template is written', async ({ page }) => {
    await page.goto(`${server.url}/templates`);
    const table =
      '类别,条目,内容,关键词,备注\n门派与师承的来龙去脉,师承,写师父是谁,剑法，掌法,慢慢写\n,,没有条目名,,\n门派与师承的来龙去脉,武功,写看家本领,剑法,';
    await drop(page, '江湖上的门派与师承.csv', 'text/csv', table);
    await expect(page.getByTestId('item')).toHaveCount(2);
    await page.locator('details.style summary').click();
    await page.getByTestId('item').first().locator('textarea').fill('写看家本领与来历');
    await page.getByTestId('archive').click();
    await expect(page.getByTestId('save')).toBeInViewport({ ratio: 1 });
    await expectFits(page);
  });

  test('a cast is made, and written on its board', async ({ page }) => {
    await page.goto(`${server.url}/casts`);
    const roster =
      '姓名,基本信息\n沈知微,27 岁，住在雾港\n,无名\nAlexandrina Wetherington-Smythe,64 years old\n';
    await drop(page, '栖云楼.csv', 'text/csv', roster);
    await expect(page.getByTestId('character')).toHaveCount(2);
    await expectFits(page);
    await chooseOnly(page, 20);
    await page.getByTestId('start').click();
    await expect(page.getByTestId('cast-progress')).toHaveText('2/2', { timeout: 30_000 });
    await page.locator('app-cast-board header button').last().click();
    await expectFits(page);
  });

  test('a collection is filled and searched', async ({ page }) => {
    const name = '雾港世界与它的灯塔、码头、船行';
    await page.goto(`${server.url}/knowledge`);
    await page.getByTestId('new-collection').click();
    await page.getByLabel(/集合名称|Name of the collection/).fill(name);
    await expectFits(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await drop(
      page,
      'a-file-with-a-very-long-name-of-one-word-雾港.md',
      'text/markdown',
      '# 灯塔\n\n沈知微的祖父守过雾港的灯塔。\n\n# 码头\n\n码头归周氏船行管。',
    );
    const document = page.getByTestId('documents').getByRole('listitem');
    await document.locator('.open').click();
    await expect(document.getByRole('region')).toContainText('沈知微');
    await page.getByTestId('question').fill('灯搭');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('hits')).toContainText('祖父守过雾港的灯塔');
    await expectFits(page);
    await page.getByTestId('delete-collection').click();
    await expectFits(page);
  });

  test('two attempts are compared, and tell where they come from', async ({ page }) => {
    const profile = new ProfilePage(page, server);
    await profile.open(`/sessions/${await threeAttempts(server, provider)}`);
    await profile.finish();
    const message = profile.messageOf(REVISED).and(page.locator('[data-status=complete]'));
    await message.getByTestId('compare').click();
    await expect(page.locator('[data-side=right] ins').first()).toBeVisible();
    await expectFits(page);
    await page.keyboard.press('Escape');
    await profile.messageOf('dreams.lifelong').getByTestId('provenance').click();
    const dialog = page.getByTestId('provenance-dialog');
    await dialog.getByTestId('prompt').locator('summary').click();
    await expect(dialog.locator('pre').first()).toBeVisible();
    await expectFits(page);
    await page.keyboard.press('Escape');

    // What opens in the record, and above it.
    await message.getByTestId('edit').click();
    await expect(page.getByTestId('revision-text')).toBeVisible();
    await page.getByTestId('search-open').click();
    await page.getByTestId('board').getByRole('rowheader').first().click();
    await page.getByTestId('rewrite-category').click();
    await expectFits(page);
  });
}

for (const { language, locale } of [
  { language: 'zh', locale: 'zh-CN' },
  { language: 'en', locale: 'en-US' },
]) {
  test.describe(`at 320 px, ${language}`, () => {
    test.use({ locale });
    if (language === 'en') describePages();

    test('at 400 % everything of the main page is reached by scrolling down, and the focus is never covered', async ({
      page,
    }) => {
      await page.setViewportSize(REFLOWED);
      const profile = new ProfilePage(page, server);
      await profile.open();
      await page.locator('#pane-form summary').first().click();
      await expectFits(page);
      expect(await outOfReach(page, '#pane-form')).toEqual([]);
      await chooseOnly(page, 0);
      await profile.startButton.click();
      await profile.finish();
      await expectFits(page);
      expect(await outOfReach(page, '#pane-run')).toEqual([]);
      // The reader who has come to the record has nothing else there.
      await profile.transcript.evaluate((record) => record.scrollIntoView());
      const { y, height } = (await profile.transcript.boundingBox())!;
      expect(Math.min(y + height, REFLOWED.height) - y).toBeGreaterThanOrEqual(REFLOWED.height * 0.6);
      const run = await tabThrough(page, TABS);
      expect(run.covered).toEqual([]);
      expect(run.met.size).toBeGreaterThan(15);

      await page.getByRole('tab', { name: /表单|Form/ }).click();
      const form = await tabThrough(page, TABS);
      expect(form.covered).toEqual([]);
      expect(form.met.size).toBeGreaterThan(15);
    });
  });
}
