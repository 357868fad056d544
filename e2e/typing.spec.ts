import { expect, type JSHandle, type Locator, type Page, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { dictate, Dictation } from './support/dictation.js';
import { ProfilePage } from './support/profile-page.js';
import { Transcript } from './support/transcript.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  server = await ZzzeroServer.startOn(provider);
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

/** What the lane's text was in the frames from now on, each state once. */
function framesOf(page: Page): Promise<JSHandle<string[]>> {
  return page.evaluateHandle(() => {
    const states: string[] = [];
    const look = (): void => {
      const text = document.querySelector('[data-testid=lane-text]')?.textContent;
      if (text !== undefined && text !== states.at(-1)) states.push(text);
      requestAnimationFrame(look);
    };
    look();
    return states;
  });
}

/** When so many frames have been painted. */
async function frameAfter(page: Page, frames: number): Promise<void> {
  for (let i = 0; i < frames; i++) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  }
}

/** Where an element is, once it was there for two frames. */
async function restingPlace(element: Locator): Promise<unknown> {
  let place: unknown;
  await expect(async () => {
    place = await element.boundingBox();
    await element.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await element.boundingBox()).toEqual(place);
  }).toPass();
  return place;
}

test('every frame that is painted ends on a whole grapheme', async ({ page }) => {
  const { dictation, profile } = await dictate(page, provider, server);
  const shown = page.getByTestId('lane-text');
  const unit = '沈👩‍👩‍👧‍👦，🇨🇳🇯🇵e\u0301n\u0303\u1112\u1161\u11ab葛\u{E0100}👍🏽1️⃣🏳️‍🌈𠮷न\u093f。';
  const text = unit.repeat(9);
  // The browser has found its fonts.
  dictation.say(unit);
  await expect(shown).toHaveText(unit);
  const frames = await framesOf(page);
  // Cut within the graphemes.
  dictation.say(...(unit.repeat(8).match(/..?/gsu) ?? []));
  await expect(shown).toHaveText(text);
  await expect.poll(async () => (await frames.jsonValue()).at(-1)).toBe(text);
  const states = await frames.jsonValue();
  expect(states.length).toBeGreaterThan(2);

  const graphemes = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)];
  const ends = new Set([0, ...graphemes.map(({ index, segment }) => index + segment.length)]);
  for (const state of states) {
    expect(text.startsWith(state)).toBe(true);
    expect(ends).toContain(state.length);
  }
  dictation.end();
  await profile.finish();
});

test('who wants less motion has text at once, from the moment on at which it is asked for', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const { dictation, profile } = await dictate(page, provider, server);
  const text = page.getByTestId('lane-text');
  const [part, second] = ['先写的字'.repeat(40), '后写的字'.repeat(40)];
  let first = '';
  // While hardly a frame is painted, nobody sees it typed: then more is said.
  await expect(async () => {
    const frames = await framesOf(page);
    first += part;
    dictation.say(part);
    await expect(text).toHaveText(first);
    expect((await frames.jsonValue()).length).toBeGreaterThan(2);
  }).toPass();

  await page.emulateMedia({ reducedMotion: 'reduce' });
  const later = await framesOf(page);
  dictation.say(second);
  await expect(text).toHaveText(first + second);
  await expect.poll(() => later.jsonValue()).toEqual([first, first + second]);
  dictation.end();
  await profile.finish();
});

test('what is out of sight costs nothing, and all of it is there when the reader comes', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 560 });
  const { dictation, profile } = await dictate(page, provider, server);
  const text = page.getByTestId('lane-text');
  const transcript = new Transcript(page);
  dictation.say('第一句。');
  await expect(text).toHaveText('第一句。');
  await page.getByTestId('connection').click();
  const sequence = page.getByTestId('sequence');
  const before = Number(await sequence.textContent());
  await transcript.wheel(-2_000);
  await expect(page.getByTestId('lane')).not.toBeInViewport();

  const frames = await framesOf(page);
  const long = '看不见的字'.repeat(40);
  dictation.say(long);
  await expect.poll(async () => Number(await sequence.textContent())).toBeGreaterThan(before);
  // What has come is handed on with the next beat.
  await frameAfter(page, 4);
  expect(await frames.jsonValue()).toEqual(['第一句。']);
  await page.getByTestId('new-messages').click();
  await expect.poll(() => frames.jsonValue()).toEqual(['第一句。', `第一句。${long}`]);
  dictation.end();
  await profile.finish();
});

test('the display stands still on demand while the run goes on, and then shows everything at once', async ({
  page,
}) => {
  const { dictation, profile } = await dictate(page, provider, server);
  const text = page.getByTestId('lane-text');
  const status = page.getByTestId('paused');
  const cells = page.getByTestId('board').getByRole('gridcell');
  dictation.say('第一句。');
  await expect(text).toHaveText('第一句。');
  await expect(status).toHaveText('');

  // By keyboard alone, and nothing moves for it.
  const place = await restingPlace(text);
  await page.keyboard.press('p');
  await expect(status).toHaveText('已暂停显示，运行继续');
  expect(await text.boundingBox()).toEqual(place);
  await expectAccessible(page);
  dictation.say('第二句很长。'.repeat(20));
  await expect(page.getByTestId('held')).toHaveText('期间写好 0 条，收到 120 字');
  await expect(text).toHaveText('第一句。');
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
  expect(await moving()).toBe(0);

  const frames = await framesOf(page);
  await page.keyboard.press('p');
  await expect(status).toHaveText('');
  await expect(text).toHaveText(`第一句。${'第二句很长。'.repeat(20)}`);
  await expect.poll(() => frames.jsonValue()).toEqual(['第一句。', `第一句。${'第二句很长。'.repeat(20)}`]);
  expect(await moving()).toBeGreaterThan(0);

  // To its end, by the button.
  await page.getByTestId('pause').focus();
  await page.keyboard.press('Enter');
  dictation.end();
  await expect(status).toHaveText('已暂停显示，运行已结束');
  await expect(page.getByTestId('announcer')).toHaveText('沈知微 已暂停显示，运行已结束');
  await expect(page.getByTestId('held')).toContainText('期间写好 14 条');
  await expect(cells.and(page.locator('[data-status=done]'))).toHaveCount(0);
  await expect(profile.complete).toHaveCount(1);
  await expect(page.getByTestId('pause')).toBeFocused();
  await page.keyboard.press('Enter');
  await profile.finish();
  await expect(cells.and(page.locator('[data-status=done]'))).toHaveCount(14);
});

test('who stops the run while the display stands still sees it stop', async ({ page }) => {
  const { dictation } = await dictate(page, provider, server);
  dictation.say('第一句。');
  await expect(page.getByTestId('lane-text')).toHaveText('第一句。');
  await page.getByTestId('pause').click();
  await expect(page.getByTestId('paused')).toContainText('已暂停显示');
  await page.getByRole('button', { name: '停止', exact: true }).click();
  await expect(page.getByTestId('paused')).toHaveText('');
  await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'cancelled');
});

test('facts are shown as facts from their first words on, and never as code', async ({ page }) => {
  const dictation = new Dictation();
  provider.script('canon', dictation.act);
  const profile = new ProfilePage(page, server);
  await profile.start();
  const lane = page.getByTestId('lane');
  const facts = lane.getByTestId('lane-text').locator('dl > div');
  await expect(lane).toHaveCount(1);

  const frames = await framesOf(page);
  dictation.say('``', '`json', '\n');
  dictation.say('{\n  "name": "沈');
  await expect(facts).toHaveText(['姓名沈']);
  dictation.say('知微",\n  "age": 2');
  await expect(facts).toHaveText(['姓名沈知微', '年龄2']);
  dictation.say('7,\n  "gender": "female",\n  "born": {"place": "绍兴", "year": 19');
  await expect(facts).toHaveText(['姓名沈知微', '年龄27', '性别女', /绍兴, 19$/]);
  for (const frame of await frames.jsonValue()) expect(frame).not.toMatch(/[{}"`]|json/);
  await expect(lane.locator('pre')).toHaveCount(0);
  await expectAccessible(page, '[data-testid=lane]');
  await page.reload();
  await expect(facts).toHaveText(['姓名沈知微', '年龄27', '性别女', /绍兴, 19$/]);
  await page.getByRole('button', { name: '停止', exact: true }).click();
  await expect(profile.status).toHaveAttribute('data-status', 'cancelled');
});
