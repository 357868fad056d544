import type { Page } from '@playwright/test';

/**
 * Goes through the page by Tab, from its beginning.
 * @returns every stop that was met, and those of which nothing was to be seen (WCAG 2.2, 2.4.11)
 */
export async function tabThrough(
  page: Page,
  presses: number,
): Promise<{ met: Set<string>; covered: string[] }> {
  const covered: string[] = [];
  const met = new Set<string>();
  await page.locator('body').evaluate((body) => {
    body.tabIndex = -1;
    body.focus();
    body.removeAttribute('tabindex');
  });
  for (let n = 0; n < presses; n++) {
    await page.keyboard.press('Tab');
    const { name, hidden } = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const at = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const));
      const seen = at.some(([x, y]) => {
        const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
        return element.contains(hit);
      });
      const label = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 20);
      return { name: `${element.tagName} ${label}`, hidden: element !== document.body && !seen };
    });
    met.add(name);
    if (hidden) covered.push(name);
  }
  return { met, covered };
}
