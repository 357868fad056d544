import type { Page } from '@playwright/test';

/** Tables, charts and code are read in two dimensions (WCAG 2.2, 1.4.10); what the reader types into scrolls by itself. */
const EXEMPT = 'pre, app-markdown .scroll, [data-testid=timeline] .scroller, input, textarea, select';

/** What scrolls sideways, or is cut off there. Where nothing is, scrolling down is enough to read everything. */
export function widerThanShown(page: Page): Promise<string[]> {
  return page.evaluate((exempt) => {
    const wide: string[] = [];
    for (const element of document.querySelectorAll('html, body *')) {
      if (!element.checkVisibility() || element.closest(exempt)) continue;
      const { overflowX, textOverflow, clipPath } = getComputedStyle(element);
      // Words that are heard only, and names that end in dots.
      if (clipPath !== 'none' || textOverflow === 'ellipsis') continue;
      if (element.localName !== 'html' && overflowX === 'visible') continue;
      const over = element.scrollWidth - element.clientWidth;
      if (over > 1) wide.push(`${element.localName}.${element.className} ${over} px`);
    }
    return wide;
  }, EXEMPT);
}

/** Texts within this part that no scrolling brings to where they can be read. */
export function outOfReach(page: Page, part: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const root = document.querySelector(selector)!;
    const lost: string[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement!;
      if (!node.textContent?.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest('.visually-hidden, .skip, select')) continue;
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()];
      const { left, top, width, height } = lines[Math.floor(lines.length / 2)]!;
      const hit = document.elementFromPoint(left + Math.min(width / 2, 8), top + height / 2);
      if (!element.contains(hit)) lost.push(node.textContent.trim());
    }
    return lost;
  }, part);
}
