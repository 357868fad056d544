import { signal } from '@angular/core';
import type { PortalLanguageName } from '../shared/portal-language';
import type { SessionEvent } from './session-events';

/** `auto` follows the reader's system. */
export type EmbedTheme = 'light' | 'dark' | 'auto';

/** The custom element as its inside sees it: what its attributes ask for, and how it tells its page something. */
export class EmbedHost {
  readonly sessionId = signal<string | null>(null);
  readonly theme = signal<EmbedTheme>('auto');
  readonly language = signal<PortalLanguageName>(browserLanguage());

  constructor(readonly tell: (event: SessionEvent) => void) {}

  /** Takes an attribute over; what it does not know counts as not given. */
  set(attribute: string, value: string | null): void {
    switch (attribute) {
      case 'session-id':
        this.sessionId.set(value?.trim() || null);
        return;
      case 'theme':
        this.theme.set(value === 'light' || value === 'dark' ? value : 'auto');
        return;
      case 'lang':
        this.language.set(asLanguage(value) ?? browserLanguage());
        return;
      default:
    }
  }
}

function asLanguage(value: string | null): PortalLanguageName | null {
  const name = value?.toLowerCase().split('-')[0];
  return name === 'zh' || name === 'en' ? name : null;
}

function browserLanguage(): PortalLanguageName {
  return asLanguage(globalThis.navigator?.language ?? null) ?? 'zh';
}
