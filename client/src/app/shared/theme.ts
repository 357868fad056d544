import { computed, DOCUMENT, inject, Service, type Signal, signal } from '@angular/core';
import { KeyValueStore } from './key-value-store';

export type ThemeName = 'light' | 'dark';

/** Light or dark: the system's choice until the reader makes one. */
@Service()
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly store = inject(KeyValueStore);
  private readonly dark = this.matches('(prefers-color-scheme: dark)');
  private readonly chosen = signal<ThemeName | null>(asTheme(this.store.read('theme')));

  readonly current = computed(() => this.chosen() ?? (this.dark() ? 'dark' : 'light'));
  /** The reader's own colours replace the page's. */
  readonly forced = this.matches('(forced-colors: active)');

  constructor() {
    this.show();
  }

  toggle(): void {
    this.chosen.set(this.current() === 'dark' ? 'light' : 'dark');
    this.store.write('theme', this.chosen());
    this.show();
  }

  private matches(query: string): Signal<boolean> {
    const media = this.document.defaultView?.matchMedia?.(query);
    const matches = signal(media?.matches ?? false);
    media?.addEventListener('change', (change) => matches.set(change.matches));
    return matches.asReadonly();
  }

  private show(): void {
    const chosen = this.chosen();
    if (chosen) this.document.documentElement.dataset['theme'] = chosen;
  }
}

function asTheme(value: unknown): ThemeName | null {
  return value === 'light' || value === 'dark' ? value : null;
}
