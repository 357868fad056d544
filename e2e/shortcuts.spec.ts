import { expect, test } from '@playwright/test';
import type { Act } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { post } from '../server/testing/api-client.js';
import { expectAccessible } from './support/accessibility.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { listenToLiveRegions, spokenOn } from './support/spoken.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** What the stubs of a page hold for its test. */
interface Elsewhere {
  elsewhere: boolean;
  told: string[];
}

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

test('the page is led by single keys, says what was written, and its tab how far it is', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  await expect(page).toHaveTitle('0/14 沈知微 · ZZZero');
  gate.open(2);
  await expect(page.getByTestId('announcer')).toContainText('写好');
  await expect(page).toHaveTitle('2/14 沈知微 · ZZZero');
  gate.open(12);
  await profile.finish();
  await expect(page).toHaveTitle('✓ 沈知微 · ZZZero');
  await expect(page.getByTestId('announcer')).toHaveText('沈知微 已完成');

  await page.keyboard.press('2');
  await expect(page.getByRole('tab', { name: '成稿' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('1');
  await page.keyboard.press('/');
  await expect(page.getByTestId('composer')).toBeFocused();
  await page.keyboard.type('2b');
  await expect(page.getByTestId('composer')).toHaveValue('2b');
  await expect(page.getByRole('tab', { name: '现场' })).toHaveAttribute('aria-selected', 'true');
  await page.getByTestId('composer').blur();

  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: '键盘快捷键' });
  await expect(sheet.getByText('收起或展开看板')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole('checkbox', { name: '使用单键快捷键' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await expect(page.getByRole('tab', { name: '现场' })).toHaveAttribute('aria-selected', 'true');
});

test('a screen reader hears of what was written every 15 s and of the end, and of no text', async ({
  page,
}) => {
  const writes: Act = async (answer) => {
    answer.reasoning('THOUGHT');
    await gate.writes('WRITTEN', 'WRITTEN')(answer);
  };
  provider.script('item', ...Array<Act>(14).fill(writes));
  await page.clock.install();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await listenToLiveRegions(page);
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  await expect(page.getByTestId('lane').filter({ hasText: 'WRITTEN' })).toHaveCount(4);

  // From here on the page's time passes by hand, and slower than any machine.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000));
  const written = async () => (await spokenOn(page)).filter(({ text }) => text.startsWith('写好'));
  const finished = async () => {
    await page.clock.runFor(100);
    return page.locator('[data-testid=board] [data-status=done]').count();
  };
  for (const total of [1, 2, 4, 5, 7]) {
    gate.open(total - (await finished()));
    await expect.poll(finished).toBe(total);
    if (total === 4 || total === 7) await page.clock.runFor(15_000);
  }
  expect((await written()).map(({ text }) => text.slice(0, 6))).toEqual([
    '写好 1 条',
    '写好 3 条',
    '写好 3 条',
  ]);
  await page.clock.resume();
  gate.open();
  await profile.finish();
  const spoken = await spokenOn(page);
  expect(spoken.filter(({ text }) => /WRITTEN|THOUGHT/.test(text))).toEqual([]);
  expect(spoken.at(-1)?.text).toBe('沈知微 已完成');
  const moments = (await written()).map(({ at }) => Math.round(at / 1_000));
  expect(moments.slice(1).filter((at, n) => at - moments[n]! < 15)).toEqual([]);
});

test('the system tells of the end of a run, once, and only who has asked for it and looks elsewhere', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const told: string[] = [];
    class Stub {
      static readonly permission = 'granted';
      static readonly requestPermission = () => Promise.resolve('granted');
      constructor(title: string, { body, tag }: NotificationOptions) {
        told.push(`${title} ${body} ${tag}`);
      }
    }
    Object.assign(globalThis, { Notification: Stub, told, elsewhere: false });
    Object.defineProperty(document, 'visibilityState', {
      get: () => ((globalThis as unknown as Elsewhere).elsewhere ? 'hidden' : 'visible'),
    });
  });
  const told = () => page.evaluate(() => (globalThis as unknown as Elsewhere).told);
  const look = (elsewhere: boolean) =>
    page.evaluate((is) => Object.assign(globalThis, { elsewhere: is }), elsewhere);
  const profile = new ProfilePage(page, server);
  await profile.start();
  const end = async () => {
    await page.getByRole('button', { name: '停止', exact: true }).click();
    await expect(page.getByTestId('announcer')).toContainText('已停止');
  };
  const goOn = async () => {
    await page.getByRole('button', { name: /继续写完/ }).click();
    await expect(profile.status).toHaveAttribute('data-status', 'running');
  };
  await look(true);
  await end();
  await goOn();
  await page.getByTestId('notify').click();
  await expect(page.getByTestId('notify')).toHaveAttribute('aria-pressed', 'true');
  await look(false);
  await end();
  expect(await told()).toEqual([]);

  await goOn();
  await look(true);
  gate.open();
  await profile.finish();
  await expect(page.getByTestId('announcer')).toContainText('已完成');
  expect(await told()).toEqual([expect.stringMatching(/^沈知微 已完成 zzzero-[0-9a-f-]{36}$/)]);
});
