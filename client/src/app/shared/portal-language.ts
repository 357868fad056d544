import { DOCUMENT, inject, Service, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { KeyValueStore } from './key-value-store';

/** Languages of the portal itself; the profile's language is chosen in its form. */
export type PortalLanguageName = 'zh' | 'en';

const LANG_TAGS: Record<PortalLanguageName, string> = { zh: 'zh-Hans', en: 'en' };

/** The language of the portal: the reader's choice, else the browser's, else Chinese. */
@Service()
export class PortalLanguage {
  private readonly document = inject(DOCUMENT);
  private readonly transloco = inject(TranslocoService);
  private readonly store = inject(KeyValueStore);
  private readonly currentSignal = signal<PortalLanguageName>(this.initial());

  readonly current = this.currentSignal.asReadonly();

  constructor() {
    this.show();
  }

  toggle(): void {
    this.currentSignal.update((current) => (current === 'zh' ? 'en' : 'zh'));
    this.store.write('language', this.current());
    this.show();
  }

  private show(): void {
    this.transloco.setActiveLang(this.current());
    this.document.documentElement.lang = LANG_TAGS[this.current()];
  }

  private initial(): PortalLanguageName {
    const stored = this.store.read('language');
    if (stored === 'zh' || stored === 'en') return stored;
    const browser = this.document.defaultView?.navigator.language ?? 'zh';
    return browser.toLowerCase().startsWith('en') ? 'en' : 'zh';
  }
}
