import { expect, type Page, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { listenToLiveRegions, spokenOn } from './support/spoken.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let server: ZzzeroServer;
let provider: ScriptedProvider;
let gate: Gate;

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

/** A browser in which notifications are as told. */
function browserThat(page: Page, notifies: { permission: NotificationPermission; throws?: boolean }) {
  return page.addInitScript(({ permission, throws }) => {
    class Stub {
      static readonly permission = permission;
      static readonly requestPermission = () => Promise.resolve(permission);
      constructor() {
        if (throws) throw new TypeError('Illegal constructor');
      }
    }
    Object.assign(globalThis, { Notification: Stub });
  }, notifies);
}

for (const { language, words } of [
  { language: 'zh-CN', words: '浏览器不允许本站发通知。请在地址栏旁的网站设置里允许通知，再按一次铃铛。' },
  {
    language: 'en-US',
    words:
      'The browser blocks notifications from this site. Allow them in the site settings, beside the address, and press the bell again.',
  },
]) {
  test.describe(language, () => {
    test.use({ locale: language, viewport: { width: 360, height: 740 } });

    test('a bell that the browser blocks says so beside it, and to a screen reader, and what to do', async ({
      page,
    }) => {
      await browserThat(page, { permission: 'denied' });
      await listenToLiveRegions(page);
      const profile = new ProfilePage(page, server);
      await profile.start();
      const bell = page.getByTestId('notify');
      const blocked = page.getByTestId('notify-blocked');
      await bell.click();
      await expect(blocked).toHaveText(words);
      await expect(blocked).toBeInViewport({ ratio: 1 });
      await expect(bell).toHaveAttribute('aria-pressed', 'false');
      expect((await spokenOn(page)).map(({ text }) => text)).toContain(words);
      expect(await profile.overflow()).toBe(0);
      await expectAccessible(page);
      await bell.click();
      await expect(blocked).toBeEmpty();
      gate.open();
      await profile.finish();
    });
  });
}

test('a browser that throws at a notification takes nothing else with it: each end is told, and once', async ({
  page,
}) => {
  await browserThat(page, { permission: 'granted', throws: true });
  await page.addInitScript(() => {
    localStorage.setItem('zzzero.notify', 'true');
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  });
  await listenToLiveRegions(page);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  const profile = new ProfilePage(page, server);
  await profile.start();
  await page.getByRole('button', { name: '停止', exact: true }).click();
  await expect(page.getByTestId('announcer')).toHaveText('沈知微 已停止');
  await page.getByRole('button', { name: /继续写完/ }).click();
  await expect(profile.status).toHaveAttribute('data-status', 'running');
  await expect(page.getByTestId('notify')).toHaveCount(0);
  gate.open();
  await profile.finish();
  await expect(page.getByTestId('announcer')).toHaveText('沈知微 已完成');
  const ends = (await spokenOn(page)).map(({ text }) => text).filter((text) => text.startsWith('沈知微 已'));
  expect(ends).toEqual(['沈知微 已停止', '沈知微 已完成']);
  expect(complaints).toEqual([]);
});
