import type { Page } from '@playwright/test';

/** What a reader may set (WCAG 2.2, 1.4.12). */
const SPACED = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }
`;
/** Push their oldest lines out at the top while they grow. */
const GROWING = '[data-testid=lane] .tail, app-thinking .window';

/** Sets the page's text as a reader may set it. */
export async function spaceOut(page: Page): Promise<void> {
  await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }, SPACED);
}

/** Texts that something cuts off, whole or in part, and that no scrolling brings out; each with what cuts it. */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate((growing) => {
    const clipped = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement!;
      if (!node.textContent?.trim() || !element.checkVisibility()) continue;
      if (element.closest(`.visually-hidden, .skip, select, script, style, ${growing}`)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()];
      let [x, y] = [true, true];
      for (let box: Element | null = element; box && (x || y); box = box.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(box);
        if (overflowX === 'auto' || overflowX === 'scroll') x = false;
        if (overflowY === 'auto' || overflowY === 'scroll') y = false;
        const { left, top } = box.getBoundingClientRect();
        const [right, bottom] = [
          left + box.clientLeft + box.clientWidth,
          top + box.clientTop + box.clientHeight,
        ];
        const cutX =
          x &&
          overflowX !== 'visible' &&
          rects.some((rect) => rect.right > right + 1 || rect.left < left - 1);
        const cutY =
          y &&
          overflowY !== 'visible' &&
          rects.some((rect) => rect.bottom > bottom + 1 || rect.top < top - 1);
        if (cutX || cutY)
          clipped.add(`${node.textContent.trim().slice(0, 30)} | ${box.localName}.${box.className}`);
        if (position === 'fixed') break;
      }
    }
    return [...clipped];
  }, GROWING);
}
