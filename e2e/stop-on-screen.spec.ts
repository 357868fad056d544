import { expect, test, type Page } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => gate.writes('写到一半，', '写完了。')(answer));
  server = await ZzzeroServer.startOn(provider);
});

test.beforeEach(() => {
  gate = new Gate();
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('stop is obeyed, proven on screen, and what is missing can be written afterwards', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  const lanes = page.getByTestId('lane').filter({ hasText: '写到一半，' });
  await expect(lanes).toHaveCount(4);
  const shown = await recordStatus(page);
  await page.getByRole('button', { name: '停止', exact: true }).click();
  await expect(profile.status).toHaveText('已停止');
  expect(await shown()).toEqual(['进行中', '正在停止', '已停止']);
  await expect(page.getByTestId('stop-proof')).toContainText('断开 4 个模型调用');
  // What was written stays, and says that it is not whole.
  const stopped = page.locator('[data-testid=message][data-status=stopped]');
  await expect(stopped.getByTestId('message-text')).toHaveText(Array<string>(4).fill('写到一半，'));

  gate.open();
  await page.getByRole('button', { name: /继续写完/ }).click();
  await profile.finish();
  await expect(stopped).toHaveCount(0);
});

test('one item can be stopped while the others go on', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  const lane = page.getByTestId('lane').filter({ has: page.getByRole('button', { name: '停止此条' }) });
  await expect(lane.nth(1)).toContainText('写到一半，');
  const step = (await lane.first().getAttribute('data-step'))!;
  const other = (await lane.nth(1).getAttribute('data-step'))!;
  await lane.first().getByRole('button', { name: '停止此条' }).click();
  await expect(page.locator(`[data-cell="${step}"]`)).toHaveAttribute('data-status', 'stopped');
  await expect(profile.messageOf(step)).toHaveAttribute('data-status', 'stopped');
  await expect(profile.status).toHaveAttribute('data-status', 'running');
  gate.open();
  await expect(profile.messageOf(other)).toHaveAttribute('data-status', 'complete');
  await expect(profile.messageOf(other)).toContainText('写到一半，写完了。');
});

/** Every status that the page shows from now on, however shortly. */
async function recordStatus(page: Page): Promise<() => Promise<string[]>> {
  const list = await page.evaluateHandle(() => {
    const status = document.querySelector<HTMLElement>('[data-testid=run-status]')!;
    const seen = [status.textContent];
    new MutationObserver(() => {
      if (seen.at(-1) !== status.textContent) seen.push(status.textContent);
    }).observe(status, { characterData: true, childList: true, subtree: true });
    return seen;
  });
  return () => list.jsonValue();
}

test('what one session answers late is not told in another, and keeps nobody from acting there', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  const first = page.url();
  const stop = page.getByRole('button', { name: '停止', exact: true });
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  let answered: () => void = () => undefined;
  const told = new Promise<void>((resolve) => (answered = resolve));
  await page.route('**/stop', async (route) => {
    await held;
    await route.fulfill({ status: 502, body: 'Bad Gateway' });
    answered();
  });
  await stop.click();
  await expect(profile.status).toHaveText('正在停止');
  await page.getByRole('button', { name: '历史' }).click();
  await page.getByRole('link', { name: '新建' }).click();
  await profile.startButton.click();
  await expect(page).toHaveURL(/sessions/);
  await expect(page).not.toHaveURL(first);
  await expect(profile.status).toHaveText('进行中');
  answer();
  await told;
  await page.unroute('**/stop');
  await stop.click();
  await expect(profile.status).toHaveText('已停止');
  await expect(page.getByRole('alert')).toHaveCount(0);
});
