import { expect, test, type Page, type Request } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { get, post } from '../server/testing/api-client.js';
import { expectAccessible } from './support/accessibility.js';
import { EmbeddingPortal } from './support/embedding-page.js';
import { Gate } from './support/gate.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;
let portal: EmbeddingPortal;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => gate.writes('写到一半，', '**写完了**。')(answer));
  portal = await EmbeddingPortal.start(() => server.url);
  server = await ZzzeroServer.startOn(provider, { EMBED_ORIGINS: portal.origin });
});

test.beforeEach(async ({ page }) => {
  gate = new Gate();
  await portal.open(page);
});

test.afterEach(async ({ page }) => {
  await server.quiet();
  expect(await portal.violations(page)).toEqual([]);
});

test.afterAll(async () => {
  await server.stop();
  await portal.stop();
  await provider.stop();
});

/** A session of one category, being written. */
async function start(name: string): Promise<string> {
  const { status, body } = await post<{ session_id: string }>(
    `${server.url}/api/workflow/character_profile_stream`,
    { character_name: name, selected_categories: ['appearance'] },
  );
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body.session_id;
}

function element(page: Page, id: string) {
  const host = page.locator(`#${id}`);
  return {
    host,
    root: host.locator('.zzzero-embedded'),
    lanes: host.getByTestId('lane').filter({ hasText: '写到一半，' }),
    status: host.getByTestId('run-status'),
    name: host.getByRole('heading', { level: 2 }),
    stop: host.getByRole('button', { name: /^(停止|Stop)$/ }),
  };
}

test('a session is watched and stopped in the page of another portal, which hears of it', async ({
  page,
}) => {
  const session = await start('许清如');
  await portal.embed(page, 'one', { 'session-id': session, src: server.url, lang: 'zh' });
  const one = element(page, 'one');
  await expect(one.lanes.first()).toBeVisible();
  await expect(one.name).toHaveText('许清如');

  gate.open(1);
  await expect(one.host.getByTestId('message-text').filter({ hasText: '写到一半，写完了。' })).toHaveCount(1);
  await expect(one.host.getByTestId('announcer')).toContainText('写好');
  // The Markdown parser is loaded when it is needed, from beside the script.
  await expect(one.host.locator('strong', { hasText: '写完了' })).toBeVisible();
  await expect
    .poll(async () => (await portal.heard(page)).filter(({ type }) => type === 'zzzero-item'))
    .toEqual([
      {
        type: 'zzzero-item',
        id: 'one',
        detail: { step: expect.any(String), title: expect.any(String), text: '写到一半，**写完了**。' },
      },
    ]);

  await one.stop.click();
  await expect(one.status).toHaveText('已停止');
  await expect(one.host.getByTestId('stop-proof')).toBeVisible();
  const heard = await portal.heard(page);
  expect(heard.find(({ type }) => type === 'zzzero-status')?.detail).toMatchObject({ session_id: session });
  expect(heard.findLast(({ type }) => type === 'zzzero-progress')?.detail).toMatchObject({ done: 1 });
  expect(heard.findLast(({ type }) => type === 'zzzero-end')?.detail).toEqual({ status: 'cancelled' });
  expect(heard.filter(({ type }) => type === 'zzzero-error')).toEqual([]);
});

test('what is to change is said in the other portal’s page too, and done', async ({ page }) => {
  const session = await start('许清如');
  await portal.embed(page, 'one', { 'session-id': session, src: server.url, lang: 'zh' });
  const one = element(page, 'one');
  const composer = one.host.getByTestId('composer');
  await expect(one.lanes.first()).toBeVisible();
  await expect(composer).toBeDisabled();
  gate.open(1);
  await expect(one.host.getByTestId('message-text').filter({ hasText: '写完了' })).toHaveCount(1);
  await one.stop.click();
  await expect(one.status).toHaveText('已停止');

  await composer.fill('写得像一封信');
  await composer.press('Enter');
  await expect(composer).toHaveValue('');
  await expect(one.host.locator('[data-testid=lane][data-attempt="2"]')).toHaveCount(1);
  gate.open();
  await expect(one.status).toHaveText('已完成');
  const { item } = provider.callsOf('item').at(-1)!;
  const { body } = await get<object>(`${server.url}/api/sessions/${session}/items/${item}/provenance`);
  expect(JSON.stringify(body)).toContain('写得像一封信');
  expect((await portal.heard(page)).filter(({ type }) => type === 'zzzero-error')).toEqual([]);
});

test('the token travels in a header, and in no address', async ({ page }) => {
  const session = await start('许清如');
  const requests: Request[] = [];
  page.on('request', (request) => request.url().includes('/api/') && requests.push(request));
  await portal.embed(page, 'one', { 'session-id': session, src: server.url, token: 'top-secret' });
  await expect(element(page, 'one').lanes.first()).toBeVisible();
  const asked = requests.filter((request) => request.method() !== 'OPTIONS');
  expect(asked.some((request) => request.url().includes('/api/sse/streams'))).toBe(true);
  for (const request of asked) {
    expect(await request.headerValue('authorization')).toBe('Bearer top-secret');
    expect(request.url()).not.toContain('top-secret');
  }

  requests.length = 0;
  await element(page, 'one').host.evaluate((host) => host.setAttribute('token', 'another'));
  await expect.poll(() => requests.some((request) => request.url().includes('/api/sse/streams'))).toBe(true);
  await expect(element(page, 'one').lanes.first()).toBeVisible();
  for (const request of requests.filter((each) => each.method() !== 'OPTIONS'))
    expect(await request.headerValue('authorization')).toBe('Bearer another');
});

test("neither the page's styles come in, nor the element's go out", async ({ page }) => {
  const session = await start('许清如');
  const own = () =>
    page.evaluate(() =>
      ['#own', '#button', 'body'].map((selector) => {
        const { color, backgroundColor, fontSize, padding, borderWidth } = getComputedStyle(
          document.querySelector(selector)!,
        );
        return { color, backgroundColor, fontSize, padding, borderWidth };
      }),
    );
  const before = await own();
  const globals = await page.evaluate(() => Object.keys(globalThis).sort());
  await portal.embed(page, 'one', { 'session-id': session, src: server.url, theme: 'light', lang: 'zh' });
  const one = element(page, 'one');
  await expect(one.lanes.first()).toBeVisible();

  await expect(one.name).toHaveCSS('color', 'rgb(27, 28, 31)');
  await expect(one.name).toHaveCSS('font-size', '20px');
  await expect(one.name).toHaveCSS('letter-spacing', 'normal');
  await expect(one.name).toHaveCSS('text-transform', 'none');
  await expect(one.name).toHaveCSS('padding', '0px');
  await expect(one.stop).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(one.stop).toHaveCSS('border-width', '1px');
  await expect(one.stop).toHaveCSS('font-size', '14px');

  gate.open(1);
  const message = one.host
    .locator('[data-testid=message][data-status=complete]')
    .filter({ hasText: '写完了。' });
  await message.getByRole('button', { name: '复制这一条' }).click();
  await expect(one.host.locator('.notice')).not.toBeEmpty();
  await message.getByTestId('provenance').click();
  const dialog = one.host.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect(dialog).toHaveCSS('font-size', '14px');
  await expect(dialog).toHaveCSS('color', 'rgb(27, 28, 31)');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  expect(await page.locator('body > *').count()).toBe(1);
  expect(await own()).toEqual(before);
  expect(await page.locator('style, link').count()).toBe(1);
  expect(await page.title()).toBe('Another portal');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  expect(await page.evaluate(() => Object.keys(globalThis).sort())).toEqual(globals);
});

test('theme, language and session follow their attributes', async ({ page }) => {
  const [first, second] = [await start('许清如'), await start('贺兰')];
  await page.emulateMedia({ colorScheme: 'dark' });
  await portal.embed(page, 'one', { 'session-id': first, src: server.url, theme: 'auto', lang: 'zh' });
  const one = element(page, 'one');
  await expect(one.status).toHaveText('进行中');
  await expect(one.root).toHaveCSS('background-color', 'rgb(19, 20, 23)');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(one.root).toHaveCSS('background-color', 'rgb(251, 250, 247)');

  const set = (name: string, value: string) =>
    one.host.evaluate((host, [key, text]) => host.setAttribute(key, text), [name, value] as const);
  await set('theme', 'dark');
  await expect(one.root).toHaveCSS('background-color', 'rgb(19, 20, 23)');
  await set('lang', 'en');
  await expect(one.status).toHaveText('running');
  await set('session-id', second);
  await expect(one.name).toHaveText('贺兰');
});

test('each element has a session of its own, and lets go of it when it is taken away', async ({ page }) => {
  const [first, second] = [await start('许清如'), await start('贺兰')];
  const closed: string[] = [];
  page.on('requestfailed', (request) => closed.push(request.url()));
  await portal.embed(page, 'one', { 'session-id': first, src: server.url });
  await portal.embed(page, 'two', { 'session-id': second, src: server.url });
  const [one, two] = [element(page, 'one'), element(page, 'two')];
  await expect(one.lanes.first()).toBeVisible();
  // What nobody sees is not written out.
  await two.host.getByTestId('lane').first().scrollIntoViewIfNeeded();
  await expect(two.lanes.first()).toBeVisible();
  await expect(one.name).toHaveText('许清如');
  await expect(two.name).toHaveText('贺兰');

  await one.host.evaluate((host) => host.remove());
  await expect
    .poll(() => closed.some((url) => url.includes('/api/sse/streams') && url.includes(first)))
    .toBe(true);
  expect(closed.some((url) => url.includes('/api/sse/streams') && url.includes(second))).toBe(false);
  await two.stop.click();
  await expect(two.status).toHaveText(/已停止|stopped/);
});

test('who reads lets the element stand still, and neither its page nor the keys of that are touched', async ({
  page,
}) => {
  const session = await start('许清如');
  await page.evaluate(() => document.documentElement.setAttribute('data-paused', 'by the page'));
  await portal.embed(page, 'one', { 'session-id': session, src: server.url, lang: 'zh' });
  const one = element(page, 'one');
  const written = one.host.getByTestId('message-text').filter({ hasText: '写到一半，写完了。' });
  await expect(one.lanes.first()).toBeVisible();
  await page.locator('body').press('p');
  await one.host.getByRole('button', { name: '暂停显示' }).click();
  await expect(one.root).toHaveAttribute('data-paused', '');

  gate.open(1);
  await expect(one.host.getByTestId('held')).toContainText('1');
  await page.locator('body').press('p');
  await expect(written).toHaveCount(0);
  await one.host.getByRole('button', { name: '恢复显示' }).click();
  await expect(written).toHaveCount(1);
  await expect(one.root).not.toHaveAttribute('data-paused');
  expect(await page.evaluate(() => document.documentElement.getAttribute('data-paused'))).toBe('by the page');
});

test('in a narrow place of a wide page it is laid out as on a phone', async ({ page }) => {
  const session = await start('许清如');
  await portal.embed(page, 'one', { 'session-id': session, src: server.url, lang: 'zh' });
  const one = element(page, 'one');
  await one.host.evaluate((host) => (host.style.inlineSize = '340px'));
  await expect(one.lanes.first()).toBeVisible();
  const [place, name, stop] = await Promise.all(
    [one.root, one.name, one.stop].map(async (each) => (await each.boundingBox())!),
  );
  // Its end is at the end of the line that begins with the name.
  expect(Math.abs(name!.y + name!.height / 2 - (stop!.y + stop!.height / 2))).toBeLessThan(8);
  expect(stop!.x + stop!.width).toBeGreaterThan(place!.x + place!.width - 24);
  expect(await one.root.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('a server that is away for a moment is asked again', async ({ page }) => {
  const session = await start('许清如');
  let asked = 0;
  let back = false;
  await page.route('**/snapshot', (route) => {
    asked += 1;
    return back ? route.continue() : route.fulfill({ status: 502, body: 'Bad Gateway' });
  });
  await portal.embed(page, 'one', { 'session-id': session, src: server.url, lang: 'en' });
  const one = element(page, 'one');
  const alert = one.host.getByRole('alert');
  await expect(alert).toBeVisible();
  const first = await alert.elementHandle();
  await expect.poll(() => asked).toBeGreaterThan(1);
  // Told once, however often it is tried.
  expect(await first.evaluate((element) => element.isConnected)).toBe(true);
  expect((await portal.heard(page)).map(({ type }) => type)).toEqual(['zzzero-error']);
  back = true;
  await expect(one.lanes.first()).toBeVisible({ timeout: 15_000 });
  await expect(alert).toHaveCount(0);
});

test('what cannot be shown is told', async ({ page }) => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  await portal.embed(page, 'one', { 'session-id': nobody, src: server.url, lang: 'en' });
  await expect(element(page, 'one').host.getByRole('alert')).toHaveText('There is no such session.');
  await portal.embed(page, 'two', { 'session-id': nobody, src: 'javascript:alert(1)' });
  await expect
    .poll(async () =>
      (await portal.heard(page)).map(({ type, id, detail }) => `${type} ${id} ${String(detail['code'])}`),
    )
    .toEqual(['zzzero-error one session_not_found', 'zzzero-error two element_failed']);
});

for (const theme of ['light', 'dark']) {
  test(`AXE finds nothing in it, ${theme}`, async ({ page }) => {
    const session = await start('许清如');
    await portal.embed(page, 'one', { 'session-id': session, src: server.url, theme, lang: 'zh' });
    const one = element(page, 'one');
    await expect(one.lanes.first()).toBeVisible();
    gate.open();
    await expect(one.status).toHaveText('已完成');
    await one.root.evaluate((root) =>
      Promise.all(root.getAnimations({ subtree: true }).map((each) => each.finished)),
    );
    await expectAccessible(page, '#one');
  });
}
