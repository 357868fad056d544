import { ApplicationRef, DOCUMENT, inject, type OnDestroy, Service, signal } from '@angular/core';
import { composes } from './composes';
import { KeyValueStore } from './key-value-store';

const STORE_KEY = 'shortcuts';

/** One key, and what it does. */
export interface Shortcut {
  /** As `KeyboardEvent.key` says it, lower case. */
  key: string;
  /** What it does, by the key of its translation. */
  label: string;
  run: () => void;
}

/** Single keys for what is done often. They can be switched off (WCAG 2.1.4), and are silent where somebody writes. */
@Service()
export class Shortcuts implements OnDestroy {
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);
  private readonly store = inject(KeyValueStore);
  private readonly listSignal = signal<readonly Shortcut[]>([]);
  private readonly enabledSignal = signal(this.store.read(STORE_KEY) !== false);
  private readonly listen = (event: KeyboardEvent): void => this.onKey(event);

  /** Those of what is on the page now. */
  readonly list = this.listSignal.asReadonly();
  readonly enabled = this.enabledSignal.asReadonly();

  constructor() {
    this.document.addEventListener('keydown', this.listen);
  }

  ngOnDestroy(): void {
    this.document.removeEventListener('keydown', this.listen);
  }

  /** @returns takes it back; for the end of who has added it */
  add(...shortcuts: readonly Shortcut[]): () => void {
    this.listSignal.update((list) => [...list, ...shortcuts]);
    return () => this.listSignal.update((list) => list.filter((each) => !shortcuts.includes(each)));
  }

  switch(enabled: boolean): void {
    this.enabledSignal.set(enabled);
    this.store.write(STORE_KEY, enabled);
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.enabled() || !isCommand(event)) return;
    const shortcut = this.list().find(({ key }) => key === event.key.toLowerCase());
    if (!shortcut) return;
    event.preventDefault();
    // What the key before it has changed is on the page: a field that was just brought up can take the focus.
    this.application.tick();
    shortcut.run();
  }
}

/** Whether the key is meant for the page: nobody writes or composes, no dialog is open, no other key is held. */
export function isCommand(event: KeyboardEvent): boolean {
  if (composes(event) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  const target = event.target as HTMLElement | null;
  if (!target?.closest) return true;
  return !target.closest('input, textarea, select, [contenteditable], dialog[open]');
}
