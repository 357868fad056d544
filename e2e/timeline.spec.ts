import { expect, test, type Page } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

/** From the top of the chart to the middle of its first row. */
const FIRST_ROW_PX = 50;

let provider: ScriptedProvider;
let gate: Gate;
let server: ZzzeroServer;

test.beforeAll(async () => {
  provider = await ScriptedProvider.start();
  let answers = 0;
  provider.always('item', (answer) => {
    answers += 1;
    // The second breaks off in the middle, and is tried again.
    if (answers !== 2) return gate.plays(answer);
    answer.text('半句');
    answer.cut();
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

/** The table, a row each: item, attempt, state, begin, length, tokens. */
async function rows(page: Page): Promise<string[]> {
  const table = page.getByTestId('timeline').getByRole('row');
  const texts = await table.evaluateAll((all: HTMLTableRowElement[]) =>
    all.slice(1).map(({ cells }) => [0, 2, 3, 4, 5, 6].map((n) => cells[n]!.innerText.trim()).join(' | ')),
  );
  return texts;
}

/** What the chart says of a bar that the table has in this row, as a pattern: its category is the chart's own. */
function asSpoken(row: string): string {
  const [item, attempt, state, began, took, tokens] = row.split(' | ');
  return `^${item}( · .+)?, 第 ${attempt} 次尝试 · ${state}, ${began} · ${took}${tokens ? `, ${tokens} 词元` : ''}$`;
}

/** Clicks where the mouse, coming from the left in the first row, is told that there is something to click. */
async function clickFirstBar(page: Page): Promise<void> {
  const canvas = page.getByTestId('timeline-chart').locator('canvas');
  const cursor = () => canvas.evaluate(({ style }) => style.cursor);
  let x = 0;
  await expect(async () => {
    await canvas.hover({ position: { x: (x += 3), y: FIRST_ROW_PX } });
    expect(await cursor()).toBe('pointer');
  }).toPass({ intervals: [1] });
  await canvas.click({ position: { x, y: FIRST_ROW_PX } });
}

test('the timeline shows what ran when, leads to the text by keyboard, and is a table for who reads', async ({
  page,
}) => {
  const profile = new ProfilePage(page, server);
  await profile.start();
  gate.open(3);
  await expect(profile.complete).toHaveCount(4);
  await page.keyboard.press('3');
  const chart = page.getByTestId('timeline-chart');
  await expect(chart).toBeVisible();

  await test.step('while it runs it grows', async () => {
    await page.getByTestId('as-table').click();
    const before = (await rows(page)).length;
    gate.open();
    await expect.poll(async () => (await rows(page)).length).toBeGreaterThan(before);
    await expect(page.getByTestId('run-status')).toHaveAttribute('data-status', 'finished');
  });

  await test.step('a reload shows the same as whoever watched', async () => {
    const watched = await rows(page);
    expect(watched.length).toBeGreaterThan(38);
    const again = watched.filter((row) => row.includes('被新的一次取代') || row.includes('失败'));
    expect(again).toHaveLength(1);
    // Of an attempt that another has followed, nobody counts the tokens.
    for (const row of watched) expect(row).toMatch(again.includes(row) ? /秒 \| $/ : /秒 \| [\d,]+$/);
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByTestId('run-status')).toBeVisible();
    await page.keyboard.press('3');
    await page.getByTestId('as-table').click();
    await expect.poll(() => rows(page)).toEqual(watched);
  });

  const live = page.getByRole('tab', { name: '现场' });
  await test.step('a row of the table leads to its message', async () => {
    const link = page.getByTestId('timeline').getByRole('row').nth(5).getByRole('button');
    const name = await link.innerText();
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(live).toHaveAttribute('aria-selected', 'true');
    const message = profile.complete.and(page.getByLabel(name, { exact: true }));
    await expect(message).toBeInViewport();
    await expect(message).toBeFocused();
    await page.keyboard.press('3');
  });

  await test.step('bars are walked by arrow keys, and lead to their message', async () => {
    const [secondLast = '', last = ''] = (await rows(page)).slice(-2).map(asSpoken);
    await chart.focus();
    await page.keyboard.press('End');
    const spoken = page.getByTestId('timeline').getByRole('status');
    await expect(spoken).toHaveText(new RegExp(last));
    await page.keyboard.press('ArrowLeft');
    await expect(spoken).toHaveText(new RegExp(secondLast));
    await page.keyboard.press('+');
    await expect
      .poll(() => chart.evaluate((element) => element.scrollWidth / element.clientWidth))
      .toBeGreaterThan(1.8);
    await page.keyboard.press('-');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectAccessible(page);
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(live).toHaveAttribute('aria-selected', 'true');
    await expect(profile.messageOf('canon')).toBeInViewport();
    await expect(profile.messageOf('canon')).toBeFocused();
  });

  await test.step('a click on a bar leads to its message', async () => {
    await page.getByTestId('new-messages').click();
    await expect(profile.messageOf('canon')).not.toBeInViewport();
    await page.keyboard.press('3');
    await clickFirstBar(page);
    await expect(live).toHaveAttribute('aria-selected', 'true');
    await expect(profile.messageOf('canon')).toBeInViewport();
  });

  await test.step('a cell of the board that the keyboard comes to says what it took, and leads to its message', async () => {
    const cell = page.locator('[data-cell][aria-label*="第 2 次尝试"]');
    const [row = 0, column = 0] = (await cell.getAttribute('data-at'))!.split('.').map(Number);
    await page.getByTestId('board').getByRole('rowheader').first().focus();
    for (let down = 0; down < row; down++) await page.keyboard.press('ArrowDown');
    for (let right = 0; right < column; right++) await page.keyboard.press('ArrowRight');
    await expect(cell).toBeFocused();
    await expect(cell).toHaveAccessibleName(/，已完成，第 2 次尝试，\d+秒，[\d,]+ 词元$/);
    const caption = page.getByTestId('board-caption');
    const words = (await cell.getAttribute('aria-label'))!.split('，');
    for (const word of words) await expect(caption).toContainText(word);

    // The mouse asks for another, and gives way again.
    await page.locator('[data-at="0.0"]').hover();
    await expect(caption).not.toContainText('第 2 次尝试');
    await page.mouse.move(0, 0);
    await expect(caption).toContainText('第 2 次尝试');
    await page.keyboard.press('Enter');
    const message = profile
      .messageOf((await cell.getAttribute('data-cell'))!)
      .and(page.locator('[data-attempt="2"]'));
    await expect(message).toBeInViewport();
    await expect(message).toBeFocused();
    // From there Tab goes on to what can be done with it.
    await page.keyboard.press('Tab');
    await expect(message.locator(':focus')).toHaveCount(1);
  });
});
