import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const FOLDER = join(import.meta.dirname, '..', 'embed');

/** An event that came out of an element. */
export interface HeardEvent {
  type: string;
  id: string;
  detail: Record<string, unknown>;
}

/** What the page's own globals hold for the test. */
interface Heard {
  heard: HeardEvent[];
  violations: string[];
}

/** A page of another origin, under a policy that allows the ZZZero server's script and answers, and nothing else. */
export class EmbeddingPortal {
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  /** @param zzzero asked at each request: the portal must be there before the server that allows it */
  static async start(zzzero: () => string): Promise<EmbeddingPortal> {
    const server = createServer((request, response) => {
      const css = request.url === '/page.css';
      void readFile(join(FOLDER, css ? 'page.css' : 'index.html'), 'utf8').then((body) => {
        response.setHeader('Content-Type', css ? 'text/css' : 'text/html; charset=utf-8');
        response.setHeader(
          'Content-Security-Policy',
          `default-src 'none'; script-src ${zzzero()}; connect-src ${zzzero()}; style-src 'self'; ` +
            `require-trusted-types-for 'script'`,
        );
        response.end(body.replace('https://zzzero.example', zzzero()));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    return new EmbeddingPortal(server, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** Opens the page, which hears every event and notes what its policy refuses, and waits for the script. */
  async open(page: Page): Promise<void> {
    await page.addInitScript(() => {
      const mine: Heard = { heard: [], violations: [] };
      Object.assign(globalThis, { mine });
      for (const type of ['status', 'progress', 'item', 'end', 'error'])
        document.addEventListener(`zzzero-${type}`, (event) => {
          const { detail } = event as CustomEvent<Record<string, unknown>>;
          mine.heard.push({ type: event.type, id: (event.target as HTMLElement).id, detail });
        });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        mine.violations.push(`${violatedDirective} ${blockedURI}`),
      );
    });
    await page.goto(this.origin);
    await page.evaluate(() => customElements.whenDefined('zzzero-session').then(() => undefined));
  }

  /** Puts an element with these attributes into the page. */
  async embed(page: Page, id: string, attributes: Record<string, string>): Promise<void> {
    await page.evaluate(
      ([name, given]) => {
        const element = document.createElement('zzzero-session');
        element.id = name;
        for (const [key, value] of Object.entries(given)) element.setAttribute(key, value);
        document.querySelector('#places')!.append(element);
      },
      [id, attributes] as const,
    );
  }

  heard(page: Page): Promise<HeardEvent[]> {
    return page.evaluate(() => (globalThis as unknown as { mine: Heard }).mine.heard);
  }

  violations(page: Page): Promise<string[]> {
    return page.evaluate(() => (globalThis as unknown as { mine: Heard }).mine.violations);
  }
}
