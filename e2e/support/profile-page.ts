import { expect, type Locator, type Page } from '@playwright/test';

/** The page of the character profile as a reader sees it. */
export class ProfilePage {
  readonly status: Locator;
  readonly transcript: Locator;
  readonly messages: Locator;
  /** The messages that are whole. */
  readonly complete: Locator;
  /** The text of the first item that is finished. */
  readonly written: Locator;
  readonly success: Locator;

  constructor(
    readonly page: Page,
    /** Where the browser finds the portal: a server, or a proxy in front of it. */
    private readonly server: { readonly url: string },
  ) {
    this.status = page.getByTestId('run-status');
    this.transcript = page.getByTestId('transcript');
    this.messages = page.getByTestId('message');
    this.complete = page.locator('[data-testid=message][data-status=complete]');
    this.written = this.complete.getByTestId('message-text').first();
    this.success = page.locator('[data-testid=result][data-outcome=success]');
  }

  get startButton(): Locator {
    return this.page.getByRole('button', { name: /开始生成角色资料|Start the character profile/ });
  }

  /** The start while a run goes on. */
  get startAnother(): Locator {
    return this.page.getByRole('button', { name: /另开一份|Start another/ });
  }

  messageOf(step: string): Locator {
    return this.page.locator(`[data-testid=message][data-step="${step}"]`);
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(`${this.server.url}${path}`);
  }

  /** Starts the example. */
  async start(): Promise<void> {
    await this.open();
    await this.startButton.click();
    await expect(this.page).toHaveURL(/\/sessions\/[0-9a-f-]{36}$/);
  }

  async finish(): Promise<void> {
    await expect(this.success).toBeVisible({ timeout: 45_000 });
  }

  /** The messages as they follow one another: step, attempt, status. */
  shown(): Promise<string[]> {
    return this.messages.evaluateAll((messages: HTMLElement[]) =>
      messages.map(({ dataset }) => `${dataset['step']}.${dataset['attempt']} ${dataset['status']}`),
    );
  }

  /** How far the page is wider than the screen, px. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.scrollingElement!.scrollWidth - innerWidth);
  }
}
