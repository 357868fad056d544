import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { clippedTexts, spaceOut } from './support/text-spacing.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** Of several lines in every lane, and its last words. */
const LONG = `${'雨下了一夜，灯塔的光在雾里一圈一圈地转。The lamp turned all night in the fog. '.repeat(8)}最后一行 the last line`;
const LAST = 'the last line';

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', async (answer) => {
    answer.reasoning(LONG);
    await gate.writes(LONG, '。')(answer);
  });
  server = await ZzzeroServer.startOn(provider);
});

test.beforeEach(() => {
  gate = new Gate();
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

/** How much of the line with these words its lane cuts off, px. */
function newestLine(lane: Element, words: string): { above: number; below: number } {
  const texts = document.createTreeWalker(lane.querySelector('.tail')!, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const at = text.textContent!.lastIndexOf(words);
    if (at < 0) continue;
    range.setStart(text, at);
    range.setEnd(text, at + words.length);
  }
  const line = [...range.getClientRects()].at(-1)!;
  const tail = lane.querySelector('.tail')!.getBoundingClientRect();
  const bottom = Math.min(tail.bottom, lane.getBoundingClientRect().bottom);
  return { above: Math.max(0, tail.top - line.top), below: Math.max(0, line.bottom - bottom) };
}

for (const { width, locale } of [
  { width: 1280, locale: 'zh-CN' },
  { width: 1280, locale: 'en-US' },
  // The form is at its narrowest.
  { width: 970, locale: 'en-US' },
  { width: 360, locale: 'zh-CN' },
  { width: 360, locale: 'en-US' },
]) {
  test.describe(`${width} px, ${locale}`, () => {
    test.use({ locale, viewport: { width, height: 800 } });

    test('text set as wide as a reader may set it is cut off nowhere', async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const profile = new ProfilePage(page, server);
      await profile.open();
      for (const summary of await page.locator('#pane-form summary').all()) await summary.click();
      await spaceOut(page);
      expect(await clippedTexts(page)).toEqual([]);
      expect(await profile.overflow()).toBe(0);

      // The one lies in the other's line, by its place alone.
      const picker = page.locator('app-category-picker');
      const chosen = (await picker.locator('legend .aside').boundingBox())!;
      const actions = (await picker.getByRole('button').first().boundingBox())!;
      expect(chosen.x + chosen.width).toBeLessThanOrEqual(actions.x);

      await profile.startButton.click();
      const lanes = page.getByTestId('lane');
      await expect(lanes).toHaveCount(4);
      expect(await clippedTexts(page)).toEqual([]);
      expect(await profile.overflow()).toBe(0);
      for (const lane of await lanes.all()) {
        await lane.scrollIntoViewIfNeeded();
        await expect(lane.locator('.tail')).toContainText(LAST);
        expect(await lane.evaluate(newestLine, LAST)).toEqual({ above: 0, below: 0 });
      }
      gate.open();
      await profile.finish();
      expect(await clippedTexts(page)).toEqual([]);
      await page.getByRole('tab', { name: /成稿|Profile/ }).click();
      await expect(page.getByTestId('profile')).toContainText(LAST);
      expect(await clippedTexts(page)).toEqual([]);
      await page.getByTestId('connection').click();
      await expect(page.getByTestId('sequence')).toBeVisible();
      expect(await clippedTexts(page)).toEqual([]);
    });
  });
}
