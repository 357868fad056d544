import { expect, test } from '@playwright/test';
import { playsAt } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
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

test('the facts are looked at and changed before the items are written with them', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const profile = new ProfilePage(page, server);
  await profile.open();
  await page.getByText('高级').click();
  await page.getByLabel('先确认事实').check();
  await profile.startButton.click();
  const card = page.getByTestId('confirm');
  await expect(card).toBeVisible();
  await expect(profile.status).toHaveText('待确认');
  await expectAccessible(page);
  expect(provider.calls.map(({ kind }) => kind)).toEqual(['canon']);
  const phases = page.getByTestId('phase-rail').getByRole('listitem');
  const phaseStatuses = () =>
    phases.evaluateAll((all: HTMLElement[]) => all.map(({ dataset }) => dataset['status']));
  const cells = page.locator('[data-cell]');
  const waiting = page.locator('[data-cell][data-look=awaited]');
  await expect(waiting).toHaveCount(await cells.count());
  await expect(waiting.first()).toHaveAccessibleName(/，等你确认$/);
  expect(await phaseStatuses()).toEqual(['done', 'waiting', 'waiting', 'waiting']);

  // It waits, however often one comes back.
  await page.reload();
  await card.getByLabel('住处').fill('灯塔下的石屋');
  await card.getByLabel('性别').selectOption('male');
  await card.getByRole('button', { name: '改了 2 处，继续' }).click();
  await expect(card).toHaveCount(0);
  await profile.finish();
  await expect(waiting).toHaveCount(0);
  expect(await phaseStatuses()).toEqual(['done', 'done', 'done', 'done']);
  const items = provider.calls.filter(({ kind }) => kind === 'item');
  expect(items.length).toBeGreaterThan(0);
  expect(provider.callsOf('canon').length).toBe(1);
  await expect(profile.messageOf('canon').last()).toContainText('灯塔下的石屋');
});

test('a run that waits can be abandoned', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  await page.getByText('高级').click();
  await page.getByLabel('先确认事实').check();
  await profile.startButton.click();
  await page.getByTestId('confirm').getByRole('button', { name: '放弃这次运行' }).click();
  await expect(page.locator('[data-testid=result][data-outcome=cancelled]')).toBeVisible();
});
