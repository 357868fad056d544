import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { Gate } from './support/gate.js';
import { KeyboardOnly } from './support/keyboard-only.js';
import { MeddlingProxy } from './support/meddling-proxy.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;
let provider: ScriptedProvider;
let gate: Gate;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', async (answer) => {
    answer.reasoning('先想一想');
    await gate.writes('写到一半，', '写完了。')(answer);
  });
  server = await ZzzeroServer.startOn(provider);
});

test.beforeEach(() => {
  gate = new Gate();
});

test.afterEach(() => server.quiet());

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('a board that folds keeps the focus, and its place in the order of the page', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  const board = page.getByTestId('board');
  const heads = board.getByRole('rowheader');
  await heads.nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(board.getByRole('gridcell').and(page.locator('[tabindex="0"]'))).toBeFocused();
  await page.keyboard.press('b');
  await expect(board.getByRole('gridcell')).toHaveCount(0);
  await expect(heads.nth(1)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(heads.nth(1)).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(heads.nth(1)).toBeFocused();
  await page.keyboard.press('b');
  await page.keyboard.press('ArrowRight');
  await expect(board.getByRole('gridcell').and(page.locator('[tabindex="0"]'))).toBeFocused();
});

test('whoever has no mouse is led past the bar and the form', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  await page.reload();
  const toRun = page.getByRole('button', { name: '跳到执行' });
  const run = page.locator('#pane-run');
  await expect(page.getByTestId('board')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '跳到正文' })).toBeFocused();
  await expect(page.getByRole('button', { name: '跳到正文' })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(toRun).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(run).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(run.locator(':focus')).toHaveCount(1);

  // Where only the form is on screen, too.
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole('tab', { name: '表单' }).click();
  await expect(run).toBeHidden();
  await toRun.focus();
  await page.keyboard.press('Enter');
  await expect(run).toBeFocused();
});

test('Escape closes one thing at a time, and the focus stays where the reader is', async ({ page }) => {
  const proxy = await MeddlingProxy.start(server.url);
  proxy.meddling = { buffers: true };
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  const chip = page.getByTestId('connection');
  await expect(chip).toHaveAttribute('data-transport', 'long-poll');
  await chip.focus();
  await page.keyboard.press('Enter');
  const help = page.getByTestId('network-help');
  await help.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: '让数据流畅通无阻' });
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(help).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await expect(chip).toBeFocused();

  await test.step('a click beside a sheet closes it', async () => {
    await page.getByRole('button', { name: '历史' }).click();
    await expect(page.getByTestId('sessions')).toBeVisible();
    await page.mouse.click(20, 300);
    await expect(page.getByTestId('sessions')).toBeHidden();
  });
  await proxy.stop();
});

test('the timeline says a bar once, and stands still on demand', async ({ page }) => {
  await page.clock.install();
  const profile = new ProfilePage(page, server);
  await profile.start();
  await expect(page.getByTestId('lane').filter({ hasText: '写到一半，' })).toHaveCount(4);
  await page.keyboard.press('3');
  const chart = page.getByTestId('timeline-chart');
  await chart.focus();
  await page.keyboard.press('End');
  const spoken = page.getByTestId('timeline').getByRole('status');
  await expect(spoken).toContainText('进行中');
  const said = await spoken.textContent();
  const picture = () => chart.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await picture();
  await page.clock.runFor(5_000);
  // It has grown, and nobody was told.
  await expect.poll(picture).not.toBe(before);
  expect(await spoken.textContent()).toBe(said);

  await page.keyboard.press('p');
  await expect(page.getByTestId('paused')).toContainText('已暂停显示');
  await page.clock.runFor(1_000);
  const still = await picture();
  await page.clock.runFor(5_000);
  expect(await picture()).toBe(still);
});

test('a profile is ordered, watched, mended, stopped and taken home without a mouse', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const profile = new ProfilePage(page, server);
  const keyboard = new KeyboardOnly(page);
  await profile.open();
  await expect(profile.startButton).toBeEnabled();

  await test.step('order', async () => {
    await keyboard.reach(page.getByLabel('角色名', { exact: true }));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('许清如');
    await keyboard.activate(page.getByRole('button', { name: '清空', exact: true }));
    await keyboard.activate(page.getByRole('checkbox', { name: /外貌特征/ }), 'Space');
    await keyboard.activate(profile.startButton);
    await expect(page.getByRole('heading', { name: '许清如' })).toBeVisible();
    await expect(page.getByTestId('progress')).toHaveText('0/14');
  });

  const message = profile.complete.nth(1);
  await test.step('watch', async () => {
    await expect(page.getByTestId('lane').filter({ hasText: '写到一半，' })).toHaveCount(4);
    gate.open(2);
    await expect(profile.complete).toHaveCount(3);
    await keyboard.activate(message.getByRole('button', { name: '思考过程' }));
    await expect(message.getByTestId('reasoning')).toContainText('先想一想');
  });

  await test.step('mend', async () => {
    await keyboard.reach(message.getByTestId('edit'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(message.getByTestId('revision-text')).toBeFocused();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('亲手写的。');
    await keyboard.activate(message.getByRole('button', { name: '保存正文' }));
    await expect(profile.complete.getByText('亲手写的。')).toBeVisible();
  });

  await test.step('stop', async () => {
    await keyboard.reach(page.getByRole('button', { name: '停止', exact: true }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(profile.status).toHaveAttribute('data-status', 'cancelled');
  });

  await test.step('take home', async () => {
    await keyboard.activate(page.getByTestId('export'));
    const download = page.waitForEvent('download');
    await keyboard.activate(page.getByTestId('export-menu').getByRole('button', { name: 'Word' }));
    expect((await download).suggestedFilename()).toContain('许清如');
  });

  expect([...new Set(keyboard.stops.map(({ part }) => part))]).toEqual(['bar', 'form', 'divider', 'run']);
  expect(keyboard.stops.filter(({ visible }) => !visible)).toEqual([]);
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('what a mouse finds by hovering is there, and a tap works it', async ({ page }) => {
    const profile = new ProfilePage(page, server);
    await profile.open();
    await profile.startButton.tap();
    gate.open(1);
    await expect(profile.complete).toHaveCount(2);
    const message = profile.complete.nth(1);
    await expect(message.locator('app-message-tools')).toHaveCSS('opacity', '1');
    await message.getByTestId('edit').tap();
    await expect(message.getByTestId('revision-text')).toHaveValue('写到一半，写完了。');

    await page.getByRole('button', { name: '历史' }).tap();
    const session = page.getByTestId('sessions').getByRole('listitem').first();
    await expect(session.locator('.tools')).toHaveCSS('opacity', '1');
  });
});
