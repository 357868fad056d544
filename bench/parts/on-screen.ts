import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser } from '@playwright/test';
import { findBrowser } from '../../e2e/support/browser.js';
import type { Part } from '../part.js';
import { NodeProgram } from '../support/node-program.js';
import { startStampingProvider } from '../support/stamping-provider.js';
import { median, percentile } from '../support/statistics.js';
import { System } from '../support/system.js';

const DELTAS_PER_SECOND = 40;
const WATCH_MS = 6_000;

/** A text that says by the wall clock when it was written: the one that a page can read too, ms. */
function wallStamp(): string {
  return `(${(performance.timeOrigin + performance.now()).toFixed(1)})`;
}

/** What a reader saw. */
interface Seen {
  /** From the click to the first character of the answer, ms. */
  first: number;
  /** From the provider's socket to the frame that shows it, ms, a delta. */
  ages: number[];
}

/** Runs in the page: looks at each frame which stamps have come, from the click on. */
function watch({ button, text }: { button: string; text: string }): void {
  const seen: Seen & { clicked: number } = { first: 0, ages: [], clicked: 0 };
  Object.assign(window, { seen });
  const now = (): number => performance.timeOrigin + performance.now();
  let newest = 0;
  const look = (): void => {
    const shown = document.querySelector(text)?.textContent ?? '';
    if (shown && !seen.first) seen.first = now() - seen.clicked;
    for (const [, at] of shown.matchAll(/\((\d+\.\d)\)/g)) {
      if (Number(at) <= newest) continue;
      newest = Number(at);
      seen.ages.push(now() - newest);
    }
    requestAnimationFrame(look);
  };
  document.addEventListener(
    'click',
    (event) => {
      if (!(event.target as Element).closest(button)) return;
      seen.clicked = now();
      requestAnimationFrame(look);
    },
    { capture: true },
  );
}

async function look(
  browser: Browser,
  url: string,
  selectors: { button: string; text: string },
  reducedMotion: 'reduce' | 'no-preference',
): Promise<Seen> {
  const page = await browser.newPage({
    reducedMotion,
    locale: 'zh-CN',
    viewport: { width: 1280, height: 900 },
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.evaluate(watch, selectors);
  await page.locator(selectors.button).click();
  await page.locator(selectors.text).first().waitFor();
  await delay(WATCH_MS);
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  await page.close();
  return seen;
}

/** What of all this a reader sees. */
export const onScreen: Part = {
  id: 'on-screen',
  title: 'On screen, in Chromium; baseline: a page that only appends what comes',
  inSlice: false,
  run: async ({ row }) => {
    await using provider = await startStampingProvider(DELTAS_PER_SECOND, wallStamp);
    await using raw = await NodeProgram.start('programs/appending-page.ts', { PROVIDER: provider.baseUrl });
    await using system = await System.start(provider.baseUrl);
    const browser = await chromium.launch(await findBrowser());
    const plain = { button: 'button', text: '[data-testid=text]' };
    const ours = {
      button: 'button[type=submit]',
      text: '[data-testid=lane]:not([data-step=canon]) [data-testid=lane-text]',
    };
    const limit = await look(browser, raw.url, plain, 'no-preference');
    const still = await look(browser, system.url, ours, 'reduce');
    const typed = await look(browser, system.url, ours, 'no-preference');
    await browser.close();
    row('click to the first character of an item, its facts before it', 'ms', typed.first, limit.first, {
      of: 'difference',
      atMost: 1_000,
      limit: 10_000,
    });
    for (const [title, { ages }] of [
      ['without typewriter', still],
      ['with typewriter', typed],
    ] as const) {
      row(`delta to frame, ${title}, p50`, 'ms', median(ages), median(limit.ages));
      row(`delta to frame, ${title}, p99`, 'ms', percentile(ages, 0.99), percentile(limit.ages, 0.99));
    }
  },
};
