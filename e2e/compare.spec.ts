import { expect, test } from '@playwright/test';
import { playsAt, says } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { follow, post } from '../server/testing/api-client.js';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
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

const STEP = 'dreams.short-term';

/** A session whose item has been written, written again, and changed by hand. */
async function threeAttempts(): Promise<string> {
  const { body } = await post<{ session_id: string; run_id: string }>(
    `${server.url}/api/workflow/character_profile_stream`,
    { character_name: '沈知微', selected_categories: ['dreams'] },
  );
  const ended = () => follow(`${server.url}/api/sse/stream/${body.session_id}`);
  await ended();
  let run = body.run_id;
  const revise = async (change: object) => {
    const next = await post<{ run_id: string }>(`${server.url}/api/runs/${run}/revisions`, {
      items: [STEP],
      ...change,
    });
    run = next.body.run_id;
    await ended();
  };
  provider.script(STEP, says('她想在海边开一家书店。'));
  await revise({ action: 'rewrite', instruction: '提到海' });
  await revise({ action: 'edit', text: '她想在海边开一家花店，养猫。' });
  return body.session_id;
}

test('two attempts stand side by side, with what differs and who made them; the keyboard is enough', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${await threeAttempts()}`);
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
    await profile.open(`/sessions/${await threeAttempts()}`);
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
