import { expect, test } from '@playwright/test';
import { playsAt } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { REVISED as STEP, threeAttempts } from './support/three-attempts.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;
let provider: ScriptedProvider;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('*', playsAt(20_000));
  server = await ZzzeroServer.startOn(provider);
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('two attempts stand side by side, with what differs and who made them; the keyboard is enough', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${await threeAttempts(server, provider)}`);
  await profile.finish();
  const message = profile.messageOf(STEP).and(page.locator('[data-status=complete]'));
  await expect(message).toHaveAttribute('data-attempt', '3');
  const others = profile.messageOf('dreams.lifelong');
  await expect(others.getByTestId('provenance')).toBeAttached();
  await expect(others.getByTestId('compare')).toHaveCount(0);

  await message.getByTestId('compare').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByTestId('compare-dialog');
  const left = dialog.locator('[data-side=left]');
  const right = dialog.locator('[data-side=right]');
  await expect(left.getByRole('combobox')).toHaveValue('2');
  await expect(right.getByRole('combobox')).toHaveValue('3');
  await expect(left.locator('del')).toHaveText(['书店']);
  await expect(left.locator('ins')).toHaveCount(0);
  await expect(right.locator('ins')).toHaveText(['花店，养猫']);
  await expect(right.locator('del')).toHaveCount(0);
  await expect(left.locator('del')).toHaveCSS('text-decoration-line', 'line-through');
  await expect(right.locator('ins').first()).toHaveCSS('text-decoration-line', 'underline');
  await expect(left.getByTestId('author')).toContainText('scripted');
  await expect(left.getByTestId('author')).toContainText('要求：提到海');
  await expect(right.getByTestId('author')).toHaveText('手写');
  await expectAccessible(page);

  // The other side keeps its attempt when one is changed.
  await left.getByRole('combobox').selectOption('3');
  await expect(dialog.getByRole('status')).toBeVisible();
  await left.getByRole('combobox').selectOption('1');
  await expect(right.getByRole('combobox')).toHaveValue('3');
  await expect(dialog.getByRole('status')).toHaveCount(0);

  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(message.getByTestId('compare')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(right.getByRole('button', { name: '用回这一稿' })).toHaveCount(0);
  await left.getByRole('button', { name: '用回这一稿' }).focus();
  await page.keyboard.press('Enter');
  await expect(message).toHaveAttribute('data-attempt', '4');
  await expect(message.getByTestId('message-text')).toHaveText('她想在海边开一家书店。');
  await profile.finish();
});

for (const { language, colorScheme } of [
  { language: 'zh', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
] as const) {
  test(`on a phone one attempt stands under the other, ${language}, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const profile = new ProfilePage(page, server);
    await profile.open(`/sessions/${await threeAttempts(server, provider)}`);
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    await profile.finish();
    await expect(page.getByRole('button', { name: /^(添加类别|Add categories)$/ })).toBeInViewport({
      ratio: 1,
    });
    await expect(page.getByRole('button', { name: /^(清屏|Clear)$/ })).toBeInViewport({ ratio: 1 });
    await profile.messageOf(STEP).and(page.locator('[data-status=complete]')).getByTestId('compare').click();
    const box = (side: string) => page.locator(`[data-side=${side}]`).boundingBox();
    await expect(page.locator('[data-side=right] ins').first()).toBeVisible();
    const [left, right] = [(await box('left'))!, (await box('right'))!];
    expect(right.y).toBeGreaterThanOrEqual(left.y + left.height);
    expect(right.x).toBe(left.x);
    expect(await profile.overflow()).toBe(0);
    await expectAccessible(page);
  });
}
