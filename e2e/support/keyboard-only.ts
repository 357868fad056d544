import { expect, type Locator, type Page } from '@playwright/test';

/** More presses than a page has stops. */
const MOST = 150;

const PARTS = { bar: 'app-root > header', form: '#pane-form', divider: '[role=separator]', run: '#pane-run' };

/** Where the focus is, and how it is to be seen there. */
export interface Stop {
  /** The part of the page. */
  part: string;
  name: string;
  /** Whoever looks can tell: a ring, on what is not faded out. */
  visible: boolean;
}

/** A reader without a mouse. */
export class KeyboardOnly {
  /** Every stop that was passed, in order. */
  readonly stops: Stop[] = [];

  constructor(private readonly page: Page) {}

  /** Goes from stop to stop until it is reached. */
  async reach(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(target).toBeVisible();
    for (let n = 0; n < MOST; n++) {
      await this.step(key);
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`never reached ${String(target)}`);
  }

  async activate(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  /** Goes to the next stop. */
  private async step(key: 'Tab' | 'Shift+Tab'): Promise<void> {
    await this.page.keyboard.press(key);
    const stop = await this.page.evaluate((parts) => {
      const element = document.activeElement!;
      const around: Element[] = [];
      for (let each: Element | null = element; each; each = each.parentElement) around.push(each);
      // A box that is ticked is ringed together with its words.
      const ringed = [element, ...around.filter((each) => each.matches('label'))].some((each) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(each);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      });
      const part = Object.entries(parts).find(([, selector]) => element.closest(selector));
      const name = element.getAttribute('aria-label') ?? element.closest('label')?.textContent;
      return {
        part: part?.[0] ?? element.tagName,
        name: (name ?? element.textContent).trim().slice(0, 20),
        visible: ringed && around.every((each) => getComputedStyle(each).opacity === '1'),
      };
    }, PARTS);
    this.stops.push(stop);
  }
}
