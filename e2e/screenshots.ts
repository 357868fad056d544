import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { ZzzeroServer } from './support/zzzero-server.js';

const FOLDER = resolve(import.meta.dirname, '../docs/screenshots');

const PICTURES = [
  { name: 'zh-light-wide', language: 'zh', scheme: 'light', width: 1440, height: 900 },
  { name: 'en-dark-wide', language: 'en', scheme: 'dark', width: 1440, height: 900 },
  { name: 'zh-dark-narrow', language: 'zh', scheme: 'dark', width: 390, height: 844 },
  { name: 'en-light-narrow', language: 'en', scheme: 'light', width: 390, height: 844 },
] as const;

for (const { name, language, scheme, width, height } of PICTURES) {
  test(name, async ({ page }) => {
    const server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '90' });
    try {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(server.url);
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: /开始生成角色资料|Start the character profile/ }).click();
      // Some items finished, some being written.
      await expect(page.locator('[data-testid=message][data-status=complete]').nth(6)).toBeAttached();
      await page.screenshot({ path: `${FOLDER}/${name}.png` });
    } finally {
      await server.stop();
    }
  });
}
