import type { Page } from '@playwright/test';

/** What a screen reader is given to say. */
export interface Spoken {
  /** By the page's clock, ms. */
  at: number;
  text: string;
}

interface Heard {
  spoken: Spoken[];
}

/** Listens to every live region of the pages that are opened from now on. */
export async function listenToLiveRegions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const REGIONS = '[aria-live], [role=status], [role=alert], [role=log], output';
    const heard: Heard = { spoken: [] };
    Object.assign(globalThis, heard);
    const regionsIn = (node: Node): Element[] => {
      const element = node instanceof Element ? node : node.parentElement;
      const around = element?.closest(REGIONS);
      return around ? [around] : [...(element?.querySelectorAll(REGIONS) ?? [])];
    };
    new MutationObserver((changes) => {
      const touched = changes.flatMap(({ target, addedNodes }) =>
        target instanceof Element && !target.closest(REGIONS)
          ? [...addedNodes].flatMap(regionsIn)
          : regionsIn(target),
      );
      for (const region of new Set(touched)) {
        const text = region.textContent.trim();
        if (text && region.getAttribute('aria-live') !== 'off') heard.spoken.push({ at: Date.now(), text });
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** Everything that was given to be said, in order. */
export function spokenOn(page: Page): Promise<Spoken[]> {
  return page.evaluate(() => (globalThis as unknown as Heard).spoken);
}
