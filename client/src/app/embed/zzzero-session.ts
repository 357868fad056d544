import type { ApplicationRef } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { ForeignOrigin } from '../api/api-origin';
import { EmbedHost } from './embed-host';
import { embedProviders } from './embed-providers';
import { EmbeddedSession } from './embedded-session';
import type { SessionEvent } from './session-events';

/** Where this script came from: the server, unless `src` says otherwise. */
const HOME = new URL(import.meta.url).origin;

/**
 * `<zzzero-session src session-id token theme lang>`: a session of ZZZero in another portal's page. Every element is an
 * application of its own in a shadow root of its own; taken out of the page, it lets go of its connection and timers.
 * `@angular/elements` would share one injector, and so one session, between all of them.
 */
export class ZzzeroSession extends HTMLElement {
  static readonly observedAttributes = ['src', 'session-id', 'token', 'theme', 'lang'];

  private readonly shadow = this.attachShadow({ mode: 'open' });
  private readonly host = new EmbedHost((event) => this.tell(event));
  private application: ApplicationRef | undefined;
  /** What was begun before this number grew is of no interest any more. */
  private generation = 0;

  connectedCallback(): void {
    void this.start();
  }

  disconnectedCallback(): void {
    this.end();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    this.host.set(name, now);
    // Another server, or another reader: nothing of what is there may stay.
    if ((name === 'src' || name === 'token') && this.isConnected) void this.start();
  }

  private async start(): Promise<void> {
    this.end();
    const generation = this.generation;
    // Attributes that are set one after another are one change.
    await Promise.resolve();
    if (generation !== this.generation) return;
    try {
      const origin = new ForeignOrigin(this.getAttribute('src') || HOME, this.getAttribute('token'));
      const application = await createApplication({ providers: embedProviders(this.host, origin) });
      if (generation !== this.generation) {
        application.destroy();
        return;
      }
      this.application = application;
      const place = this.shadow.appendChild(this.ownerDocument.createElement('div'));
      application.bootstrap(EmbeddedSession, place);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.tell({ type: 'zzzero-error', detail: { code: 'element_failed', message } });
    }
  }

  private end(): void {
    this.generation += 1;
    this.application?.destroy();
    this.application = undefined;
    this.shadow.replaceChildren();
  }

  private tell({ type, detail }: SessionEvent): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
