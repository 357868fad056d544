import { expect, test } from '@playwright/test';
import { ScriptedProvider } from '../server/language-model/scripted/scripted-provider.js';
import { expectAccessible } from './support/accessibility.js';
import { dictate } from './support/dictation.js';
import { ZzzeroServer } from './support/zzzero-server.js';

const SETTLED = `她**很“冷”**，但*不*坏。
同一段的第二行。

## 外貌

| 部位 | 样子 |
|------|------|
| 眼睛 | **灰** |

- 第一条
- 第二条

`;
const LATER = `> 她从不回头。

1. 先写信
2. 再**等**

\`\`\`
诗 = 海
\`\`\`

最后一段，[书店](https://example.com/shop)。`;

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

/** Texts of the elements with a caret behind them. */
function withCaret(host: Element): string[] {
  return [host, ...host.querySelectorAll('*')]
    .filter((element) => getComputedStyle(element, '::after').content !== 'none')
    .map(({ textContent }) => textContent);
}

test('a text that streams becomes Markdown, and its settled blocks are never touched again', async ({
  page,
}) => {
  const { dictation, profile } = await dictate(page, provider, server);
  const text = page.getByTestId('lane-text');
  dictation.say(...SETTLED, '末段');
  await expect(text.getByText('末段')).toBeVisible();
  await expect(text.locator('strong')).toHaveText(['很“冷”', '灰']);
  await expect(text.getByRole('table')).toBeVisible();
  expect(await text.evaluate(withCaret)).toEqual(['末段']);
  const seen = await text.evaluateHandle((host) => {
    const settled = [...host.children].slice(0, -1);
    const changes: string[] = [];
    const observer = new MutationObserver((records) =>
      changes.push(...records.map(({ type, target }) => `${type} ${target.textContent}`)),
    );
    for (const block of settled) {
      observer.observe(block, { subtree: true, childList: true, characterData: true, attributes: true });
    }
    return { settled, changes };
  });
  dictation.say('写完\n\n- 条目\n  - 其**中');
  await expect(text.getByText('其中')).toBeVisible();
  expect(await text.evaluate(withCaret)).toEqual(['其中']);
  dictation.say('**\n\n', ...LATER);
  await expect(text.getByText('最后一段，书店。')).toBeVisible();

  expect(await seen.evaluate(({ settled }) => settled.map(({ tagName }) => tagName))).toEqual([
    'P',
    'H3',
    'DIV',
    'UL',
  ]);
  expect(await seen.evaluate(({ changes }) => changes)).toEqual([]);
  expect(await seen.evaluate(({ settled }) => settled.every(({ isConnected }) => isConnected))).toBe(true);

  dictation.end();
  await profile.finish();
  // What rises is pale for a moment.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const written = profile.complete.getByTestId('message-text').filter({ hasText: '最后一段' });
  await expect(written.locator('ol li')).toHaveText(['先写信', '再等']);
  await expect(written.locator('pre')).toHaveText('诗 = 海');
  await expect(written.getByRole('link', { name: '书店' })).toHaveAttribute('rel', /noopener/);
  await expectAccessible(page);
  await page.getByRole('tab', { name: '成稿' }).click();
  await expect(page.getByTestId('profile').getByRole('heading', { name: '外貌', level: 5 })).toBeVisible();
  await expectAccessible(page);
});

test('what a model writes to do harm does nothing, and stays readable', async ({ page }) => {
  const asked: string[] = [];
  const dialogs: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const { dictation, profile } = await dictate(page, provider, server);
  dictation.say(
    '<img src="http://127.0.0.1:9/leak.png" onerror="alert(1)">\n\n',
    '<script>alert(2)</script>\n\n',
    '![画像](http://127.0.0.1:9/picture.png)\n\n',
    '[点我](javascript:alert(3)) [也点我](data:text/html,<script>alert(4)</script>)\n\n',
    '| <svg onload=alert(5)> |\n|---|\n| <iframe src="http://127.0.0.1:9/"></iframe> |\n\n',
    '说完了。',
  );
  dictation.end();
  await profile.finish();
  const written = profile.complete.getByTestId('message-text').filter({ hasText: '说完了。' });
  await expect(written).toContainText('<script>alert(2)</script>');
  await expect(written).toContainText('[点我](javascript:alert(3))');
  await expect(written.getByRole('link')).toHaveText(['画像']);
  await expect(written.locator('img, script, svg, iframe')).toHaveCount(0);
  await page.getByRole('tab', { name: '成稿' }).click();
  await expect(page.getByTestId('profile')).toContainText('<script>alert(2)</script>');

  expect(dialogs).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([]);
});

test('a wide table scrolls within itself on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const { dictation, profile } = await dictate(page, provider, server);
  const cells = ['一', '二', '三', '四', '五', '六'];
  const row = (cell: (name: string) => string): string => `| ${cells.map(cell).join(' | ')} |\n`;
  dictation.say(
    row((name) => `列${name}`),
    row(() => '---'),
    row((name) => `内容${name}`),
    '\n表格之后。',
  );
  dictation.end();
  await profile.finish();
  const table = profile.complete.getByRole('group', { name: '表格' });
  expect(await table.evaluate((frame) => frame.scrollWidth - frame.clientWidth)).toBeGreaterThan(0);
  expect(await profile.overflow()).toBeLessThanOrEqual(0);
  await table.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => table.evaluate((frame) => frame.scrollLeft)).toBeGreaterThan(0);
});
