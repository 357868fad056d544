import { expect, type Locator, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { Transcript } from './support/transcript.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => gate.plays(answer));
  server = await ZzzeroServer.startOn(provider);
});

test.beforeEach(() => {
  gate = new Gate();
});

// No run is left over to take what the next test lets through.
test.afterEach(async ({ page }) => {
  gate.open();
  await new ProfilePage(page, server).finish();
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

test('the reasoning of a message is folded under it, and opens and closes by mouse and keyboard', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  gate.open(1);
  const message = profile.complete.nth(1);
  const toggle = message.getByRole('button', { name: '思考过程' });
  const reasoning = message.getByTestId('reasoning');
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(reasoning).toHaveCount(0);

  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  await expect(reasoning).toContainText(/\S{4}/);
  await toggle.click();
  await expect(reasoning).toHaveCount(0);

  await toggle.press('Enter');
  await expect(reasoning).toContainText(/\S{4}/);
  await toggle.press('Space');
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(reasoning).toHaveCount(0);
});

test('the record follows its end, lets go when the reader scrolls up, and comes back on demand', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  const profile = new ProfilePage(page, server);
  const transcript = new Transcript(page);
  await profile.start();
  gate.open(10);
  // The facts are a message too.
  await expect(profile.complete).toHaveCount(11);
  await expect.poll(() => transcript.overflow()).toBeGreaterThan(600);
  await expect.poll(() => transcript.distanceToEnd()).toBeLessThanOrEqual(8);

  await transcript.wheel(-400);
  const back = page.getByTestId('new-messages');
  await expect(back).toHaveText('回到最新');
  const read = await transcript.messageInSight();
  const at = await transcript.topOf(read);
  gate.open(3);
  await expect(profile.complete).toHaveCount(14);
  await expect(back).toHaveText('3 条新消息');
  expect(await transcript.topOf(read)).toBeCloseTo(at, 0);

  await back.click();
  await expect(back).toBeHidden();
  await expect.poll(() => transcript.distanceToEnd()).toBeLessThanOrEqual(8);
  gate.open(2);
  await expect(profile.complete).toHaveCount(16);
  await expect.poll(() => transcript.distanceToEnd()).toBeLessThanOrEqual(8);

  // What was written while the record followed is not new.
  await transcript.wheel(-400);
  await expect(back).toHaveText('回到最新');
  await transcript.wheel(4_000);
  await expect(back).toBeHidden();
});

test('a category’s name narrows record and lanes to it while they go on, and widens them again', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  const lanes = page.getByTestId('lane');
  const steps = (shown: Locator) =>
    shown.evaluateAll((all: HTMLElement[]) => all.map(({ dataset }) => dataset['step']));
  const heads = page.getByTestId('board').getByRole('rowheader');
  gate.open(3);
  await expect(profile.complete).toHaveCount(4);
  await expect(lanes).toHaveCount(4);
  const [basic, looks] = await page
    .locator('[data-category]')
    .evaluateAll((cards) =>
      cards.map((card) =>
        [...card.querySelectorAll<HTMLElement>('[data-cell]')].map((c) => c.dataset['cell']),
      ),
    );

  await heads.nth(1).click();
  await expect(heads.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(profile.messages).toHaveCount(0);
  await expect(lanes).toHaveCount(0);
  // The first category is written to its end, unseen; of the second, each is shown as it begins and ends.
  gate.open(basic!.length - 3);
  await expect(lanes).toHaveCount(4);
  expect(looks).toEqual(expect.arrayContaining(await steps(lanes)));
  gate.open(2);
  await expect(profile.complete).toHaveCount(2);
  expect(looks).toEqual(expect.arrayContaining(await steps(profile.messages)));

  await heads.nth(0).click();
  await expect(lanes).toHaveCount(0);
  await expect(profile.messages).not.toHaveCount(0);
  expect(basic).toEqual(expect.arrayContaining(await steps(profile.messages)));
  await heads.nth(0).click();
  await expect(heads.nth(0)).toHaveAttribute('aria-selected', 'false');
  await expect(lanes).toHaveCount(4);
});

test('clearing hides what is there, undo brings it back, and a reload shows everything', async ({ page }) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  gate.open(4);
  await expect(profile.complete).toHaveCount(5);
  await page.getByRole('button', { name: '清屏' }).click();
  await expect(profile.messages).toHaveCount(0);
  // What comes later is shown.
  gate.open(1);
  await expect(profile.messages).toHaveCount(1);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(profile.messages).toHaveCount(6);
  await page.getByRole('button', { name: '清屏' }).click();
  await expect(profile.messages).toHaveCount(0);
  await page.reload();
  await expect(profile.messages).toHaveCount(6);
});
