import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/accessibility.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test.beforeAll(async () => {
  server = await ZzzeroServer.start({ OFFLINE_TOKENS_PER_SECOND: '250' });
});

test.afterAll(() => server.stop());

for (const language of ['zh', 'en'] as const) {
  test(`a phone shows the form, the run and the profile, and nothing is wider than it, ${language}`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const profile = new ProfilePage(page, server);
    await profile.open();
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    await expect(profile.startButton).toBeVisible();
    expect(await profile.overflow()).toBe(0);
    await expectAccessible(page);

    await profile.startButton.click();
    await expect(profile.status).toBeInViewport();
    await expect(profile.written).toBeVisible();
    expect(await profile.overflow()).toBe(0);
    await expectAccessible(page);

    await profile.finish();
    expect(await profile.overflow()).toBe(0);
    await page.getByRole('tab', { name: /成稿|Profile/ }).click();
    await expect(page.getByRole('tabpanel')).toContainText(/\S/);
    expect(await profile.overflow()).toBe(0);
    await expectAccessible(page);
  });
}
