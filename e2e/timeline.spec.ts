import { expect, test, type Page } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { Gate } from './support/gate.js';
import { ProfilePage } from './support/profile-page.js';
import { ZzzeroServer } from './support/zzzero-server.js';

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

/** The table, a row each: item, attempt, state, begin. */
async function rows(page: Page): Promise<string[]> {
  const table = page.getByTestId('timeline').getByRole('row');
  const texts = await table.evaluateAll((all: HTMLTableRowElement[]) =>
    all.slice(1).map(({ cells }) => [0, 2, 3, 4].map((n) => cells[n]!.innerText.trim()).join(' | ')),
  );
  return texts;
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
    expect(watched.filter((row) => row.includes('被新的一次取代') || row.includes('失败'))).toHaveLength(1);
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByTestId('run-status')).toBeVisible();
    await page.keyboard.press('3');
    await page.getByTestId('as-table').click();
    await expect.poll(() => rows(page)).toEqual(watched);
    await page.getByTestId('as-table').click();
  });

  await test.step('bars are walked by arrow keys, and lead to their message', async () => {
    await chart.focus();
    await page.keyboard.press('End');
    const spoken = page.getByTestId('timeline').getByRole('status');
    const last = await spoken.innerText();
    await page.keyboard.press('ArrowLeft');
    await expect(spoken).not.toHaveText(last);
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
    await expect(page.getByRole('tab', { name: '现场' })).toHaveAttribute('aria-selected', 'true');
    await expect(profile.messageOf('canon')).toBeInViewport();
  });
});
