import { computed, DOCUMENT, inject, Service, signal } from '@angular/core';
import { KeyValueStore } from './key-value-store';

export type ThemeName = 'light' | 'dark';

/** Light or dark: the system's choice until the reader makes one. */
@Service()
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly store = inject(KeyValueStore);
  private readonly system = signal<ThemeName>('light');
  private readonly chosen = signal<ThemeName | null>(asTheme(this.store.read('theme')));

  readonly current = computed(() => this.chosen() ?? this.system());

  constructor() {
    const dark = this.document.defaultView?.matchMedia?.('(prefers-color-scheme: dark)');
    this.system.set(dark?.matches ? 'dark' : 'light');
    dark?.addEventListener('change', ({ matches }) => this.system.set(matches ? 'dark' : 'light'));
    this.show();
  }

  toggle(): void {
    this.chosen.set(this.current() === 'dark' ? 'light' : 'dark');
    this.store.write('theme', this.chosen());
    this.show();
  }

  private show(): void {
    const chosen = this.chosen();
    if (chosen) this.document.documentElement.dataset['theme'] = chosen;
  }
}

function asTheme(value: unknown): ThemeName | null {
  return value === 'light' || value === 'dark' ? value : null;
}
