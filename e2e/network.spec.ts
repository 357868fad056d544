import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { until } from '../server/testing/until.js';
import { Gate } from './support/gate.js';
import { MeddlingProxy } from './support/meddling-proxy.js';
import { hasNginx, Nginx, NO_NGINX } from './support/nginx.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** The test says whether somebody looks at the page. */
interface Elsewhere {
  elsewhere?: boolean;
}

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;
let proxy: MeddlingProxy;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => gate.plays(answer));
  server = await ZzzeroServer.startOn(provider);
});

test.beforeEach(async () => {
  gate = new Gate();
  proxy = await MeddlingProxy.start(server.url);
});

test.afterEach(async () => {
  await server.quiet();
  await proxy.stop();
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

/** What the page has found out about its network, and remembers. */
const finding = (page: Page) => page.evaluate(() => localStorage.getItem('zzzero.network') ?? '');
const chip = (page: Page) => page.getByTestId('connection');
const texts = (tab: Page) => tab.getByTestId('message-text').allTextContents();
/** What the page shows is what the server has: every text, and each of them once. */
async function expectWhole(page: Page): Promise<void> {
  const shown = () =>
    page
      .locator('[data-testid=message][data-status=complete]')
      .evaluateAll((all: HTMLElement[]) =>
        all.map(({ dataset, innerText }) => `${dataset['step']} ${innerText}`),
      );
  // The record renders what is near the screen; the profile has every text that was written.
  const written = async () => {
    await page.getByRole('tab', { name: '成稿' }).click();
    return page.getByTestId('profile').textContent();
  };
  const before = await shown();
  const profile = await written();
  await page.goto(`${server.url}${new URL(page.url()).pathname}`);
  await new ProfilePage(page, server).finish();
  await expect.poll(shown).toEqual(before);
  expect(await written()).toBe(profile);
}

test('a network that lets streams pass is left alone', async ({ page }) => {
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  await expect.poll(() => finding(page)).toContain('streams');
  await expect(chip(page)).toHaveAttribute('data-transport', 'event-source');
  await chip(page).click();
  await expect(page.getByTestId('network-notice')).toHaveCount(0);
  gate.open();
  await profile.finish();
  expect(proxy.mostStreams).toBe(1);
});

test('behind a proxy that buffers the page goes on by long-poll, says why, and links the remedy', async ({
  page,
}) => {
  proxy.meddling = { buffers: true };
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  await expect(chip(page)).toHaveAttribute('data-transport', 'long-poll');
  await chip(page).click();
  await expect(page.getByTestId('network-notice')).toContainText('代理缓存了数据流');
  await expect(page.getByTestId('network-notice')).toHaveAttribute('data-finding', 'buffers');
  await page.getByTestId('network-help').click();
  await expect(page.getByRole('dialog', { name: '让数据流畅通无阻' })).toContainText('proxy_buffering off');
  await page.keyboard.press('Escape');

  gate.open(2);
  await expect(profile.complete).toHaveCount(3);
  gate.open();
  await profile.finish();
  await expectWhole(page);
});

test('behind a proxy that strips headers the page reads the stream by fetch', async ({ page }) => {
  proxy.meddling = { strips: true };
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  await expect(chip(page)).toHaveAttribute('data-transport', 'fetch');
  gate.open(1);
  await expect(profile.complete).toHaveCount(2);
  await chip(page).click();
  await expect(page.getByTestId('network-notice')).toHaveAttribute('data-finding', 'untyped');
  gate.open();
  await profile.finish();
  await expectWhole(page);
});

test('behind a proxy that cuts every stream the page comes back each time, and says what it noticed', async ({
  page,
}) => {
  test.setTimeout(120_000);
  proxy.meddling = { cutsAfterMs: 15_000 };
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  for (let cut = 1; cut <= 3; cut++) {
    gate.open(1);
    await expect(profile.complete).toHaveCount(cut + 1);
    await until(() => proxy.opened > cut, 25_000);
  }
  await chip(page).click();
  await expect(page.getByTestId('cut-notice')).toContainText('约 15 秒就切断连接');
  await expect(chip(page)).toHaveAttribute('data-transport', 'event-source');
  gate.open();
  await profile.finish();
  await expectWhole(page);
});

test('an event that nobody can read costs nothing: the page begins again with what the server has', async ({
  page,
}) => {
  // Every delta, until the page has complained of one.
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes("TEXT_MESSAGE_CONTENT: 'delta'")) complaints.push(message.text());
  });
  proxy.meddling = {
    garbles: (piece) =>
      complaints.length > 0
        ? piece
        : piece.replaceAll(/("type":"TEXT_MESSAGE_CONTENT".*?"delta":)"[^"]*"/g, '$17'),
  };
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  // What is written before the page has its snapshot comes with that, and passes; a connection may be live before.
  await expect(page.getByTestId('lane')).toHaveCount(4);
  gate.open();
  await profile.finish();
  expect(complaints.length).toBeGreaterThan(0);
  await expectWhole(page);
});

test('a page whose record is not the server’s any more shows the server’s, and is not sent away', async ({
  page,
}) => {
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  gate.open(1);
  await expect(profile.complete).toHaveCount(2);
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  const refusal = JSON.stringify({ session_id: id, code: 'cursor_ahead' });
  let reloaded = false;
  page.on('request', (request) => {
    if (request.url().endsWith(`/api/sessions/${id}/snapshot`)) reloaded = true;
  });
  // In everything that the page hears, until it has asked for the record anew.
  proxy.meddling.garbles = (piece) =>
    !reloaded && piece.endsWith('\n\n') ? `${piece}event: refused\ndata: ${refusal}\n\n` : piece;
  gate.open();
  await until(() => reloaded);
  await profile.finish();
  await profile.open();
  await expect(page).toHaveURL(new RegExp(`/sessions/${id}$`));
  await expectWhole(page);
});

test('a minute without a network loses nothing, and the page says so meanwhile', async ({
  page,
  context,
}) => {
  await page.clock.install();
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  gate.open(1);
  await expect(profile.complete).toHaveCount(2);

  proxy.swallow();
  await context.setOffline(true);
  await expect(chip(page)).toHaveAttribute('data-state', 'offline');
  await chip(page).click();
  await expect(page.getByTestId('offline-notice')).toContainText('没有网络');
  gate.open(2);
  await page.clock.runFor(60_000);
  await expect(chip(page)).toHaveAttribute('data-state', 'offline');
  await expect(profile.complete).toHaveCount(2);

  proxy.restore();
  await context.setOffline(false);
  await expect(profile.complete).toHaveCount(4);
  await expect(chip(page)).toHaveAttribute('data-state', 'live');
  gate.open();
  await profile.finish();
  await expectWhole(page);
});

test('a network that dies without a word is noticed by its silence', async ({ page }) => {
  await page.clock.install();
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  await expect(chip(page)).toHaveAttribute('data-state', 'live');
  proxy.swallow();
  gate.open(1);
  await page.clock.runFor(31_000);
  await expect(chip(page)).toHaveAttribute('data-state', /reconnecting|connecting/);
  proxy.restore();
  await page.clock.runFor(20_000);
  await expect(profile.complete).toHaveCount(2);
});

test('eight tabs keep one connection, also after the tab that kept it has died', async ({
  page,
  context,
}) => {
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  const tabs = [page];
  while (tabs.length < 8) {
    const tab = await context.newPage();
    await tab.goto(page.url());
    await expect(chip(tab)).toHaveAttribute('data-state', 'live');
    tabs.push(tab);
  }
  expect(proxy.streams.size).toBe(1);
  gate.open(1);
  for (const tab of tabs) await expect(new ProfilePage(tab, proxy).complete).toHaveCount(2);
  expect([proxy.streams.size, proxy.mostStreams]).toEqual([1, 1]);

  const role = (tab: Page) => tab.getByTestId('tab-role').getAttribute('data-role');
  for (const tab of tabs) await chip(tab).click();
  const roles = await Promise.all(tabs.map(role));
  expect(roles.filter((each) => each === 'leader')).toHaveLength(1);
  const leader = tabs[roles.indexOf('leader')]!;
  const rest = tabs.filter((tab) => tab !== leader);
  await leader.close();
  gate.open(2);
  for (const tab of rest) await expect(new ProfilePage(tab, proxy).complete).toHaveCount(4);
  await until(() => proxy.streams.size === 1);
  expect((await Promise.all(rest.map(role))).filter((each) => each === 'leader')).toHaveLength(1);

  gate.open();
  for (const tab of rest) await new ProfilePage(tab, proxy).finish();
  const whole = await texts(rest[0]!);
  for (const tab of rest) expect(await texts(tab)).toEqual(whole);
  await expectWhole(rest[0]!);
});

test('tabs of several sessions share the connection too', async ({ page, context }) => {
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  const tab = await context.newPage();
  const other = new ProfilePage(tab, proxy);
  await other.open();
  await other.startAnother.click();
  await expect(tab).not.toHaveURL(page.url());
  gate.open();
  await profile.finish();
  await other.finish();
  await until(() => proxy.streams.size === 1);
  expect([...proxy.streams][0]).toContain(new URL(page.url()).pathname.split('/').at(-1));
  expect([...proxy.streams][0]).toContain(new URL(tab.url()).pathname.split('/').at(-1));
});

/** As a page that came over plain HTTP from another machine. */
const withoutLocks = (context: BrowserContext) =>
  context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));

test('without locks each tab keeps a connection of its own', async ({ page, context }) => {
  await withoutLocks(context);
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  const tab = await context.newPage();
  await tab.goto(page.url());
  await expect(chip(tab)).toHaveAttribute('data-state', 'live');
  expect(proxy.streams.size).toBe(2);
  gate.open(1);
  await expect(new ProfilePage(tab, proxy).complete).toHaveCount(2);
  await expect(profile.complete).toHaveCount(2);
});

test('without locks eight tabs leave a connection for the stop: those that nobody looks at ask now and then', async ({
  page,
  context,
}) => {
  await withoutLocks(context);
  // To a browser without a window every tab is in front.
  await context.addInitScript(() => {
    const away = () => Boolean((globalThis as unknown as Elsewhere).elsewhere);
    Object.defineProperty(document, 'hidden', { get: away });
    Object.defineProperty(document, 'visibilityState', { get: () => (away() ? 'hidden' : 'visible') });
  });
  const look = (tab: Page, elsewhere: boolean) =>
    tab.evaluate((is) => {
      Object.assign(globalThis, { elsewhere: is });
      document.dispatchEvent(new Event('visibilitychange'));
    }, elsewhere);
  await context.clock.install();
  const profile = new ProfilePage(page, proxy);
  await profile.start();
  const tabs = [page];
  while (tabs.length < 8) {
    await look(tabs.at(-1)!, true);
    await context.clock.runFor(10_000);
    await until(() => proxy.streams.size === 0);
    const tab = await context.newPage();
    await tab.goto(page.url());
    await expect(chip(tab)).toHaveAttribute('data-state', 'live');
    tabs.push(tab);
  }
  expect(proxy.streams.size).toBe(1);
  const last = tabs.at(-1)!;
  gate.open(1);
  await expect(new ProfilePage(last, proxy).complete).toHaveCount(2);
  await last.getByRole('button', { name: '停止', exact: true }).click();
  await expect(last.getByTestId('run-status')).toHaveAttribute('data-status', 'cancelled');
  await look(page, false);
  await until(() => proxy.streams.size === 2);
  await expect(profile.status).toHaveAttribute('data-status', 'cancelled');
  expect(await texts(page)).toEqual(await texts(last));
  // The titles of the others tell whoever looks elsewhere.
  await context.clock.runFor(15_000);
  for (const tab of tabs) await expect(tab).toHaveTitle(await last.title());
  expect(proxy.streams.size).toBe(2);
});

test.describe('behind nginx', () => {
  test.skip(!hasNginx, NO_NGINX);

  test('nginx as it comes lets the stream pass', async ({ page }) => {
    const nginx = await Nginx.startPlain(server.port);
    const profile = new ProfilePage(page, nginx);
    await profile.start();
    await expect.poll(() => finding(page)).toContain('streams');
    gate.open(1);
    await expect(profile.complete).toHaveCount(2);
    await expect(chip(page)).toHaveAttribute('data-transport', 'event-source');
    await expect(chip(page)).toHaveAttribute('data-state', 'live');
    gate.open();
    await profile.finish();
    await expectWhole(page);
    await nginx.stop();
  });

  test('nginx that buffers all the same is noticed, and passed by long-poll', async ({ page }) => {
    const nginx = await Nginx.startPlain(server.port, 'proxy_ignore_headers X-Accel-Buffering;');
    const profile = new ProfilePage(page, nginx);
    await profile.start();
    await expect(chip(page)).toHaveAttribute('data-transport', 'long-poll');
    gate.open(1);
    await expect(profile.complete).toHaveCount(2);
    await chip(page).click();
    await expect(page.getByTestId('network-notice')).toHaveAttribute('data-finding', /buffers|silent/);
    await page.keyboard.press('Escape');
    gate.open();
    await profile.finish();
    await expectWhole(page);
    await nginx.stop();
  });
});
