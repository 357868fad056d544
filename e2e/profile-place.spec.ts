import { expect, type Page, test } from '@playwright/test';
import { says } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { get, post } from '../server/testing/api-client.js';
import { Dictation } from './support/dictation.js';
import { ProfilePage } from './support/profile-page.js';
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

/** The sheet of the profile as a reader holds it. */
class Sheet {
  constructor(private readonly page: Page) {}

  get element() {
    return this.page.getByTestId('profile');
  }

  entry(step: string) {
    return this.element.locator(`[data-step="${step}"]`);
  }

  /** Turns the wheel, and waits until the sheet has come to rest. */
  async wheel(pixels: number): Promise<void> {
    await this.element.locator('article').hover();
    const rest = await this.element.evaluateHandle((sheet) => ({
      reached: new Promise<void>((done) => sheet.addEventListener('scrollend', () => done(), { once: true })),
    }));
    await this.page.mouse.wheel(0, pixels);
    await rest.evaluate(({ reached }) => reached);
  }

  /** The first entry that begins in sight, and where, px below the upper edge. */
  async read(): Promise<{ step: string; top: number }> {
    const step = await this.element.evaluate((sheet) => {
      const { top } = sheet.getBoundingClientRect();
      const entries = [...sheet.querySelectorAll<HTMLElement>('[data-step]')];
      return entries.find((entry) => entry.getBoundingClientRect().top >= top)!.dataset['step']!;
    });
    return { step, top: await this.topOf(step) };
  }

  /** Once it has risen to its place. */
  topOf(step: string): Promise<number> {
    return this.entry(step).evaluate(async (entry) => {
      const sheet = entry.closest('[data-testid=profile]')!;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await Promise.all(entry.getAnimations().map(({ finished }) => finished));
      return entry.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    });
  }

  scrolled(): Promise<number> {
    return this.element.evaluate(({ scrollTop }) => scrollTop);
  }
}

/** Two chapters; these items are written when the test says so, the others are there. */
async function setup(page: Page, ...late: [chapter: number, item: number][]) {
  const workflow = `${server.url}/api/workflow/character_profile`;
  const { body: options } = await get<{ categories: { id: string; items: { id: string }[] }[] }>(
    `${workflow}/options`,
  );
  const chapters = options.categories.slice(0, 2);
  const steps = late.map(([chapter, item]) => chapters[chapter]!.items[item]!.id);
  const dictations = steps.map((step) => {
    const dictation = new Dictation();
    provider.script(step, dictation.act);
    return dictation;
  });
  const { body } = await post<{ session_id: string }>(`${workflow}_stream`, {
    character_name: '沈知微',
    selected_categories: chapters.map(({ id }) => id),
    concurrency: late.length + 2,
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  const all = chapters.flatMap(({ items }) => items).length;
  await expect(page.getByTestId('progress')).toHaveText(`${all - late.length}/${all}`);
  return {
    profile,
    sheet: new Sheet(page),
    chapters,
    steps,
    tab: (name: string) => page.getByRole('tab', { name }).click(),
    finish: (n: number) => {
      dictations[n]!.say('她在渡口长大。'.repeat(60));
      dictations[n]!.end();
    },
  };
}

test('what is being read stays where it is while earlier items are finished', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const { sheet, steps, tab, finish, profile } = await setup(page, [0, 0], [0, 1], [1, 0]);
  await tab('成稿');

  await test.step('at the very top, where no browser sees to it', async () => {
    const { step, top } = await sheet.read();
    expect(await sheet.scrolled()).toBe(0);
    finish(0);
    await expect(sheet.entry(steps[0]!)).toBeAttached();
    expect(Math.abs((await sheet.topOf(step)) - top)).toBeLessThan(2);
  });

  await test.step('in the middle of a chapter', async () => {
    await page.getByRole('navigation', { name: '目录' }).getByRole('button').last().click();
    await sheet.wheel(500);
    const { step, top } = await sheet.read();
    finish(2);
    await expect(sheet.entry(steps[2]!)).toBeAttached();
    expect(Math.abs((await sheet.topOf(step)) - top)).toBeLessThan(2);
  });

  await test.step('and while he looks at the record', async () => {
    await sheet.wheel(-150);
    const { step, top } = await sheet.read();
    await tab('现场');
    finish(1);
    await expect(profile.messageOf(steps[1]!)).toBeAttached();
    await tab('成稿');
    await expect(sheet.entry(steps[1]!)).toBeAttached();
    expect(Math.abs((await sheet.topOf(step)) - top)).toBeLessThan(2);
  });
  await tab('现场');
  await profile.finish();
});

test('who comes back to the profile finds his place, whatever was searched or opened before', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  provider.script('item', says('她记得那座石栏。'));
  const { sheet, tab, profile, chapters } = await setup(page);
  await tab('成稿');
  await page.keyboard.press('s');
  await page.keyboard.type('石栏');
  await expect(sheet.element.getByText('石栏')).toBeInViewport();
  await page.keyboard.press('Escape');

  await page.getByRole('navigation', { name: '目录' }).getByRole('button').last().click();
  await sheet.wheel(400);
  const { step, top } = await sheet.read();
  for (const leave of [
    () => tab('现场'),
    () => page.keyboard.press('3'),
    () => page.locator(`[data-cell="${chapters[0]!.items[0]!.id}"]`).click(),
  ]) {
    await leave();
    await expect(sheet.element).toHaveCount(0);
    await tab('成稿');
    expect(Math.abs((await sheet.topOf(step)) - top)).toBeLessThan(2);
  }

  // What is asked for now is shown.
  await page.keyboard.press('s');
  await page.keyboard.type('石栏');
  await expect(sheet.element.getByText('石栏')).toBeInViewport();
  await page.keyboard.press('Escape');
  await tab('现场');
  await profile.finish();
});
