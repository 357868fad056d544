import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;

test.beforeAll(async () => {
  server = await ZzzeroServer.start();
});

test.afterAll(() => server.stop());

test('a form that is not complete says what is missing, where it is missing, and starts nothing', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const profile = new ProfilePage(page, server);
  const starts: string[] = [];
  page.on('request', (request) => void (request.method() === 'POST' && starts.push(request.url())));
  await profile.open();
  const name = page.getByLabel('角色名');
  await name.fill(' ');
  await profile.startButton.click();
  await expect(page.getByText('请填写角色名')).toBeInViewport();
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');

  await name.fill('林');
  await page.getByRole('button', { name: '清空' }).click();
  await profile.startButton.click();
  const categories = page.getByRole('group', { name: /生成类别/ });
  await expect(categories.getByText('至少选择一个类别')).toBeInViewport();
  await expect(categories.getByRole('checkbox').first()).toBeFocused();
  expect(starts).toEqual([]);
  expect(new URL(page.url()).pathname).toBe('/');
  await expectAccessible(page);
});

test('what is chosen is drawn as the board will be, before anything is started', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  const cards = page.getByTestId('plan').locator('.card');
  await page.getByRole('button', { name: '清空' }).click();
  await expect(cards).toHaveCount(0);
  await page.getByRole('checkbox', { name: '外貌特征' }).check();
  await page.getByRole('checkbox', { name: '基本信息' }).check();
  await expect(cards.locator('.name')).toHaveText(['基本信息', '外貌特征']);
  await expect(cards.first().locator('.cell')).toHaveCount(12);
});

test('what was typed and chosen survives a reload', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  await page.getByLabel('角色名').fill('林远');
  await page.getByRole('textbox', { name: /基本信息/ }).fill('灯塔看守人');
  await page.getByRole('button', { name: '清空' }).click();
  await page.getByRole('checkbox', { name: '性格特征' }).check();
  await page.getByText('高级').click();
  await page.getByLabel('词元上限').fill('9000');
  await page.reload();
  await expect(page.getByLabel('角色名')).toHaveValue('林远');
  await expect(page.getByRole('textbox', { name: /基本信息/ })).toHaveValue('灯塔看守人');
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(page.getByRole('checkbox', { name: '性格特征' })).toBeChecked();
  await page.getByText('高级').click();
  await expect(page.getByLabel('词元上限')).toHaveValue('9000');
});

test('the divider drags, goes by arrow keys, and back to 30/70; where it was left it is after a reload', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1400, height: 800 });
  const profile = new ProfilePage(page, server);
  await profile.open();
  const divider = page.getByRole('separator');
  const form = page.locator('#pane-form');
  /** Of the page's width, as it is said and as it is drawn. */
  const expectPercent = async (percent: number) => {
    await expect(divider).toHaveAttribute('aria-valuenow', String(percent));
    await expect.poll(async () => Math.round((await form.boundingBox())!.width / 14)).toBe(percent);
  };
  const at = async () => {
    const { x, width } = (await divider.boundingBox())!;
    return x + width / 2;
  };
  await expectPercent(30);
  await page.mouse.move(await at(), 400);
  await page.mouse.down();
  await page.mouse.move(560, 420, { steps: 4 });
  await expectPercent(40);
  await page.mouse.up();
  await page.mouse.move(900, 420);
  await expectPercent(40);

  await divider.focus();
  await page.keyboard.press('ArrowRight');
  await expectPercent(42);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expectPercent(38);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await expectPercent(60);
  await page.reload();
  await expectPercent(60);

  await page.mouse.dblclick(await at(), 400);
  await expectPercent(30);
  await page.reload();
  await expectPercent(30);
});

test('the heading, and in it the button that folds the form, stays in sight of whoever scrolls', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  await page.getByText('高级').click();
  await page.getByLabel('词元上限').scrollIntoViewIfNeeded();
  await expect(page.getByLabel('角色名')).not.toBeInViewport();
  await expect(page.getByRole('heading', { name: '角色信息' })).toBeInViewport();
  await page.getByRole('button', { name: '收起或展开表单' }).click();
  await expect(profile.startButton).toBeHidden();
});
