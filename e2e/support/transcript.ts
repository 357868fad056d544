import type { Locator, Page } from '@playwright/test';

/** The scrolling record of a run. */
export class Transcript {
  private readonly scroller: Locator;

  constructor(private readonly page: Page) {
    this.scroller = page.getByTestId('transcript');
  }

  /** How much of it is out of sight, px. */
  overflow(): Promise<number> {
    return this.scroller.evaluate((list) => list.scrollHeight - list.clientHeight);
  }

  distanceToEnd(): Promise<number> {
    return this.scroller.evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop);
  }

  /** Turns the wheel, and waits until the record has come to rest. */
  async wheel(pixels: number): Promise<void> {
    await this.scroller.hover();
    const rest = await this.scroller.evaluateHandle((list) => ({
      reached: new Promise<void>((done) => list.addEventListener('scrollend', () => done(), { once: true })),
    }));
    await this.page.mouse.wheel(0, pixels);
    await rest.evaluate(({ reached }) => reached);
  }

  /** The step of a message that is in sight. */
  messageInSight(): Promise<string> {
    return this.scroller.evaluate((list) => {
      const { top } = list.getBoundingClientRect();
      const messages = [...list.querySelectorAll<HTMLElement>('[data-testid=message]')];
      return messages.find((message) => message.getBoundingClientRect().top >= top)!.dataset['step']!;
    });
  }

  /** Where the message of the step stands, px below the record's upper edge. */
  topOf(step: string): Promise<number> {
    return this.scroller.evaluate((list, wanted) => {
      const message = list.querySelector(`[data-testid=message][data-step="${wanted}"]`)!;
      return message.getBoundingClientRect().top - list.getBoundingClientRect().top;
    }, step);
  }
}
