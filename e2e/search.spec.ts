import { expect, test, type Page } from '@playwright/test';
import { plays, says, type Act } from '../server/language-model/scripted/acts.js';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { post } from '../server/testing/api-client.js';
import { expectAccessible } from './support/accessibility.js';
import { dictate, Dictation } from './support/dictation.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

let provider: ScriptedProvider;
let server: ZzzeroServer;
/** What the model does with an item. */
let act: Act = plays;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  provider.always('item', (answer) => act(answer));
  server = await ZzzeroServer.startOn(provider, { PROVIDER_MAX_CONCURRENCY: '1' });
});

test.afterAll(async () => {
  await server.stop();
  await provider.stop();
});

/** How many places are marked on the page. */
const marked = (page: Page, name: string) => page.evaluate((key) => CSS.highlights.get(key)?.size ?? 0, name);

test('words are found in all texts, marked, and reached by keyboard; the profile is searched too', async ({
  page,
}) => {
  let answers = 0;
  act = (answer) => {
    answers += 1;
    // Two of them name the bridge, one in full width, one with a mark in it.
    if (answers === 3) return says('她常去 Ａｂｃ桥，一坐半天。')(answer);
    if (answers === 30) return says('**abc桥**的石栏，abc桥的猫。')(answer);
    return answer.play();
  };
  const profile = new ProfilePage(page, server);
  await profile.start();
  await profile.finish();
  await page.keyboard.press('s');
  const words = page.getByTestId('search-words');
  await expect(words).toBeFocused();
  await page.keyboard.type('ABC桥');
  await expect(page.getByTestId('search-count')).toHaveText('第 1 处，共 3 处');
  const [first, second] = [
    page.getByTestId('message').filter({ hasText: '她常去' }),
    page.getByTestId('message').filter({ hasText: '石栏' }),
  ];
  await expect(first).toBeInViewport();
  await expect.poll(() => marked(page, 'search-current')).toBe(1);
  await expect.poll(() => marked(page, 'search')).toBe(2);
  await expectAccessible(page);

  await page.keyboard.press('Enter');
  await expect(page.getByTestId('search-count')).toHaveText('第 2 处，共 3 处');
  await expect(second).toBeInViewport();
  await expect.poll(() => marked(page, 'search-current')).toBe(2);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(first).toBeInViewport();
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByTestId('search-count')).toHaveText('第 3 处，共 3 处');

  await words.fill('没有这样的词');
  await expect(page.getByTestId('search-count')).toHaveText('没有找到');
  await page.keyboard.press('Escape');
  await expect(words).toHaveCount(0);
  await expect(page.getByTestId('search-open')).toBeFocused();
  expect(await marked(page, 'search')).toBe(0);

  await page.keyboard.press('2');
  await page.keyboard.press('s');
  await page.keyboard.type('石栏');
  await expect(page.getByTestId('search-count')).toHaveText('第 1 处，共 1 处');
  await expect(page.getByTestId('profile').getByText('石栏')).toBeInViewport();
});

/** What is marked where the reader is. */
const markedWords = (page: Page) =>
  page.evaluate(() =>
    [...(CSS.highlights.get('search-current') ?? [])].map((place) => {
      const range = new Range();
      range.setStart(place.startContainer, place.startOffset);
      range.setEnd(place.endContainer, place.endOffset);
      return range.toString();
    }),
  );

test('words are found as they are read: across marks, in the facts, and nothing of the source', async ({
  page,
}) => {
  let answers = 0;
  act = (answer) => {
    answers += 1;
    return answers === 3
      ? says('她**很*冷***，但[茶馆](https://example.com/zz)里暖。\n\n- 她很\n- 冷的桥，**很**冷')(answer)
      : answer.play();
  };
  const { body } = await post<{ session_id: string }>(`${server.url}/api/workflow/character_profile_stream`, {
    character_name: '沈知微',
    selected_categories: ['appearance'],
  });
  const profile = new ProfilePage(page, server);
  await profile.open(`/sessions/${body.session_id}`);
  await profile.finish();
  const written = page.getByTestId('message').filter({ hasText: '茶馆' });
  const facts = profile.messageOf('canon');
  await page.keyboard.press('s');
  const words = page.getByTestId('search-words');
  const count = page.getByTestId('search-count');

  await words.fill('她很冷，但茶馆里');
  await expect(count).toHaveText('第 1 处，共 1 处');
  await expect(written).toBeInViewport();
  await expect.poll(() => markedWords(page)).toEqual(['她很冷，但茶馆里']);
  for (const source of ['**', 'example.com', '](', '她很冷的桥', 'birth_year', '"', '{']) {
    await words.fill(source);
    await expect(count).toHaveText('没有找到');
    expect([await marked(page, 'search'), await marked(page, 'search-current')]).toEqual([0, 0]);
  }

  await words.fill('性别');
  await expect(count).toHaveText('第 1 处，共 1 处');
  await expect(facts.getByRole('term').filter({ hasText: '性别' })).toBeInViewport();
  await expect.poll(() => markedWords(page)).toEqual(['性别']);
  // The last of the facts, which are folded until they are looked for.
  await words.fill('座右铭');
  await expect(count).toHaveText('第 1 处，共 1 处');
  await expect.poll(() => markedWords(page)).toEqual(['座右铭']);
  await expect(facts.getByRole('term').filter({ hasText: '座右铭' })).toBeInViewport({ ratio: 1 });

  for (const tab of ['1', '2']) {
    await words.press('Escape');
    await page.keyboard.press(tab);
    await page.keyboard.press('s');
    for (const common of ['的', '，', '冷', '眼']) {
      await words.fill('');
      await expect(count).toHaveText('');
      await words.fill(common);
      await expect(count).toHaveText(/第 1 处，共 \d+ 处/);
      const [, places] = /共 (\d+)/.exec(await count.innerText())!;
      await expect
        .poll(async () => (await marked(page, 'search')) + (await marked(page, 'search-current')))
        .toBe(Number(places));
    }
  }
});

test('words are found in what is being written, in sight or not, and stay found when it is whole', async ({
  page,
}) => {
  act = plays;
  const { dictation, profile } = await dictate(page, provider, server);
  const lane = page.getByTestId('lane');
  dictation.say('她**很', '冷**，但不坏。');
  await expect(lane.locator('strong')).toHaveText('很冷');
  await page.keyboard.press('s');
  const count = page.getByTestId('search-count');
  await page.getByTestId('search-words').fill('很冷，但');
  await expect(count).toHaveText('第 1 处，共 1 处');
  await expect(lane).toBeInViewport();
  await expect.poll(() => markedWords(page)).toEqual(['很冷，但']);
  dictation.say('夜里也很冷，但有灯。');
  await expect(count).toHaveText('第 1 处，共 2 处');
  await expect.poll(() => markedWords(page)).toEqual(['很冷，但', '很冷，但']);
  await page.keyboard.press('Enter');
  await expect(count).toHaveText('第 2 处，共 2 处');

  dictation.end();
  await profile.finish();
  await expect(count).toHaveText('第 2 处，共 2 处');
  await expect.poll(() => markedWords(page)).toEqual(['很冷，但', '很冷，但']);

  // Written again: what counts, in the record, and what is being written are places of their own.
  const written = page.getByTestId('message').filter({ hasText: '不坏' });
  const again = new Dictation();
  provider.script((await written.getAttribute('data-step'))!, again.act);
  await written.getByTestId('rewrite').click();
  await written.getByTestId('revision-text').press('Tab');
  await page.keyboard.press('Enter');
  again.say('她很冷，但走了。');
  // Out of sight it is not even typed.
  await expect(lane).not.toBeInViewport();
  await expect(count).toHaveText('第 2 处，共 3 处');
  await page.getByTestId('search-words').press('Enter');
  await expect(count).toHaveText('第 3 处，共 3 处');
  await expect(lane).toBeInViewport();
  await expect(lane).toContainText('走了');
  await expect(written).not.toBeInViewport();
  await page.getByTestId('search-words').press('Enter');
  await expect(written).toBeInViewport();
  await expect(lane).not.toBeInViewport();
  again.end();
  await expect(lane).toHaveCount(0);
});

test('an item, a category and the whole are copied as they were written', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const profile = new ProfilePage(page, server);
  await profile.start();
  await profile.finish();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('2');
  const names = await page.getByTestId('profile').getByRole('heading', { level: 3 }).allTextContents();
  await page.getByTestId('copy-category').nth(1).click();
  const chapter = await copied();
  expect(chapter).toMatch(new RegExp(`^## ${names[1]!.trim()}\n\n### `));
  expect(chapter).not.toContain(`## ${names[0]!.trim()}\n`);

  await page.getByTestId('copy-all').click();
  const whole = await copied();
  expect(whole).toMatch(/^# 沈知微\n\n## /);
  expect(whole).toContain(chapter.trim());
  for (const name of names) expect(whole).toContain(`## ${name.trim()}\n`);

  await page.keyboard.press('1');
  const message = profile.complete.last();
  const text = await message.getByTestId('message-text').innerText();
  await message.hover();
  await message.getByRole('button', { name: '复制这一条' }).click();
  expect((await copied()).trim()).toBe(text.trim());
});

test('all thinking folds at once, and one that is opened afterwards stays open', async ({ page }) => {
  const gate = new Gate();
  act = gate.plays;
  const profile = new ProfilePage(page, server);
  await profile.start();
  gate.open(2);
  await expect(profile.complete).toHaveCount(3);
  const [first, second] = [profile.complete.nth(1), profile.complete.nth(2)];
  await first.getByRole('button', { name: '思考过程' }).click();
  await second.getByRole('button', { name: '思考过程' }).click();
  await expect(page.getByTestId('reasoning')).toHaveCount(2);

  await page.keyboard.press('t');
  await expect(page.getByTestId('fold-thinking')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('reasoning')).toHaveCount(0);
  await first.getByRole('button', { name: '思考过程' }).click();
  await expect(first.getByTestId('reasoning')).toBeVisible();
  gate.open(1);
  await expect(profile.complete).toHaveCount(4);
  await expect(page.getByTestId('reasoning')).toHaveCount(1);

  gate.open();
  await profile.finish();
  await page.reload();
  await expect(page.getByTestId('fold-thinking')).toHaveAttribute('aria-pressed', 'true');
});
