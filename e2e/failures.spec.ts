import { expect, test } from '@playwright/test';
import { fails } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start({ tokensPerSecond: 400 });
  server = await ZzzeroServer.startOn(provider);
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('a refused key ends the run with what to do, and the run goes on once it is mended', async ({
  page,
}) => {
  provider.script('canon', fails(401));
  const profile = new ProfilePage(page, server);
  await profile.start();
  await expect(profile.status).toHaveAttribute('data-status', 'failed');
  // Told once, in the reader's language.
  const failure = page.locator('[data-testid=error-message][data-code=provider_unauthorized]');
  await expect(failure).toHaveCount(1);
  await expect(failure).toContainText('服务商拒绝了 API 密钥。');
  await expect(failure).toContainText('怎么办： 在 .env 里改正 API 密钥');
  await expect(failure).not.toContainText('Provider');
  await expectAccessible(page);
  await page.getByRole('button', { name: /继续写完/ }).click();
  await profile.finish();
});

test('a reached cap ends the run, and a higher one writes what is missing', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  await page.getByText('高级').click();
  await page.getByLabel('词元上限').fill('9000');
  await profile.startButton.click();
  const result = page.locator('[data-testid=result][data-outcome=failed]');
  await expect(result).toBeVisible({ timeout: 30_000 });
  await expect(result).toContainText('词元用到了上限。');
  await expect(result.getByRole('button', { name: /继续写完/ })).toBeDisabled();
  await expectAccessible(page);
  await result.getByRole('spinbutton').fill('900000');
  await result.getByRole('button', { name: /继续写完/ }).click();
  await profile.finish();
});
