import { DOCUMENT, inject, Service, signal } from '@angular/core';
import { KeyValueStore } from '../shared/key-value-store';

const STORE_KEY = 'notify';

/** Tells by the system that a run has ended, to whoever has asked for it and looks elsewhere. */
@Service()
export class RunNotification {
  private readonly document = inject(DOCUMENT);
  private readonly store = inject(KeyValueStore);
  private readonly wantedSignal = signal(this.store.read(STORE_KEY) === true && permission() === 'granted');

  readonly possible = permission() !== 'unsupported';
  readonly wanted = this.wantedSignal.asReadonly();

  /** The browser asks the reader, once. */
  async toggle(): Promise<void> {
    const wanted = !this.wanted() && (await Notification.requestPermission()) === 'granted';
    this.wantedSignal.set(wanted);
    this.store.write(STORE_KEY, wanted);
  }

  /** @param run its id: of several tabs that show it one is heard, and another run's end is not put in its place */
  show(run: string, title: string, body: string): void {
    if (!this.wanted() || this.document.visibilityState === 'visible') return;
    new Notification(title, { body, tag: `zzzero-${run}` });
  }
}

function permission(): NotificationPermission | 'unsupported' {
  return typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;
}
