import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { tabThrough } from './support/tab-stops.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** A screen of 1280 × 720 at 200 % (WCAG 2.2, 1.4.4), in CSS pixels. */
const ZOOMED = { width: 640, height: 360 };
/** More presses than the page has stops. */
const TABS = 80;

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;

test.use({ viewport: ZOOMED, deviceScaleFactor: 2 });

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => gate.plays(answer));
  server = await ZzzeroServer.startOn(provider);
});

test.beforeEach(() => {
  gate = new Gate();
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('at 200 % a run is started, read and stopped, and what has the focus is never covered', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.open();
  await expect(profile.startButton).toBeInViewport();
  expect(await profile.overflow()).toBe(0);
  await profile.startButton.click();
  gate.open(3);
  await expect(profile.complete).toHaveCount(4);
  expect(await profile.overflow()).toBe(0);
  await expect(page.getByRole('button', { name: '停止', exact: true })).toBeInViewport();
  await expectAccessible(page);

  // The record has half of the screen once the reader comes to it.
  await profile.transcript.scrollIntoViewIfNeeded();
  await page.getByTestId('composer').scrollIntoViewIfNeeded();
  const { y, height } = (await profile.transcript.boundingBox())!;
  expect(Math.min(y + height, ZOOMED.height) - Math.max(y, 0)).toBeGreaterThanOrEqual(ZOOMED.height * 0.4);

  const { met, covered } = await tabThrough(page, TABS);
  expect(covered).toEqual([]);
  expect(met.size).toBeGreaterThan(15);
  gate.open();
  await profile.finish();
});

test('the bar holds what is in it at every width, in both languages', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  for (const language of ['zh', 'en']) {
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    for (const width of [320, 360, 480, 600, 640, 800, 960, 1041, 1280]) {
      await page.setViewportSize({ width, height: 720 });
      const wider = await page
        .locator('header')
        .first()
        .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      expect(wider, `${language} ${width}`).toBeLessThanOrEqual(0);
      expect(await profile.overflow(), `${language} ${width}`).toBe(0);
    }
  }
  gate.open();
  await profile.finish();
});
