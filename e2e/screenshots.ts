import { resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { ZzzeroServer } from './support/zzzero-server.js';

const FOLDER = resolve(import.meta.dirname, '../docs/screenshots');

const PICTURES = [
  { name: 'zh-light-wide', language: 'zh', scheme: 'light', width: 1440, height: 900 },
  { name: 'en-dark-wide', language: 'en', scheme: 'dark', width: 1440, height: 900 },
  { name: 'zh-dark-narrow', language: 'zh', scheme: 'dark', width: 390, height: 844 },
  { name: 'en-light-narrow', language: 'en', scheme: 'light', width: 390, height: 844 },
] as const;

/** Characters in a lane that are something to read. */
const LEAST_TEXT = { zh: 40, en: 60 };

/** What a finished run looks like, by the name of its tab. */
const FINISHED = [
  { name: 'zh-light-profile', language: 'zh', scheme: 'light', tab: '成稿' },
  { name: 'en-dark-timeline', language: 'en', scheme: 'dark', tab: 'Timeline' },
] as const;

/** Starts the example on a screen of this kind. */
async function start(
  page: Page,
  server: ZzzeroServer,
  { language, scheme }: { language: 'zh' | 'en'; scheme: 'light' | 'dark' },
): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(server.url);
  if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: /开始生成角色资料|Start the character profile/ }).click();
}

for (const { name, width, height, ...screen } of PICTURES) {
  test(name, async ({ page }) => {
    const server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '90' });
    try {
      await page.setViewportSize({ width, height });
      await start(page, server, screen);
      // Some items finished, and something to read in those that are being written.
      await expect(page.locator('[data-testid=message][data-status=complete]').nth(6)).toBeAttached();
      await page.waitForFunction((least) => {
        const texts = [...document.querySelectorAll('[data-testid=lane-text]')];
        return texts.filter(({ textContent }) => textContent.length >= least).length >= 2;
      }, LEAST_TEXT[screen.language]);
      await page.screenshot({ path: `${FOLDER}/${name}.png` });
    } finally {
      await server.stop();
    }
  });
}

for (const { name, tab, ...screen } of FINISHED) {
  test(name, async ({ page }) => {
    const server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '900' });
    try {
      await page.setViewportSize({ width: 1440, height: 900 });
      await start(page, server, screen);
      await expect(page.locator('[data-testid=result][data-outcome=success]')).toBeVisible({
        timeout: 45_000,
      });
      await page.getByRole('tab', { name: tab }).click();
      // What moves when a tab opens has come to rest; what moves by scrolling rests by itself.
      await page.waitForFunction(() =>
        document
          .getAnimations()
          .every(({ playState, timeline }) => playState !== 'running' || timeline !== document.timeline),
      );
      await page.screenshot({ path: `${FOLDER}/${name}.png` });
    } finally {
      await server.stop();
    }
  });
}
