import { DOCUMENT, inject, Service, signal } from '@angular/core';
import { KeyValueStore } from '../shared/key-value-store';

const STORE_KEY = 'notify';

/** Tells by the system that a run has ended, to whoever has asked for it and looks elsewhere. */
@Service()
export class RunNotification {
  private readonly document = inject(DOCUMENT);
  private readonly store = inject(KeyValueStore);
  private readonly possibleSignal = signal(isPossible());
  private readonly wantedSignal = signal(
    this.possibleSignal() && this.store.read(STORE_KEY) === true && Notification.permission === 'granted',
  );
  private readonly blockedSignal = signal(false);

  readonly possible = this.possibleSignal.asReadonly();
  readonly wanted = this.wantedSignal.asReadonly();
  /** The reader has asked for it, and the browser will not even put the question. */
  readonly blocked = this.blockedSignal.asReadonly();

  /** The browser asks the reader, once. What it says of a block goes at the next press, or once it is lifted. */
  async toggle(): Promise<void> {
    const permission = this.wanted() ? null : await Notification.requestPermission();
    this.blockedSignal.update((told) => permission === 'denied' && !told);
    this.want(permission === 'granted');
  }

  /** @param run its id: of several tabs that show it one is heard, and another run's end is not put in its place */
  show(run: string, title: string, body: string): void {
    if (!this.wanted() || this.document.visibilityState === 'visible') return;
    try {
      new Notification(title, { body, tag: `zzzero-${run}` });
    } catch {
      // Allowed in a browser that has no use for it: it is not offered any more.
      this.possibleSignal.set(false);
      this.want(false);
    }
  }

  private want(wanted: boolean): void {
    this.wantedSignal.set(wanted);
    this.store.write(STORE_KEY, wanted);
  }
}

/**
 * Chrome for Android has the class, and throws whenever it is used (<https://crbug.com/481856>). Nothing is shown by one
 * that is made without a permission; with it, `show` finds out.
 */
function isPossible(): boolean {
  // Without TLS a browser refuses them all, and has no setting that would help.
  if (typeof Notification === 'undefined' || globalThis.isSecureContext === false) return false;
  if (Notification.permission === 'granted') return true;
  try {
    new Notification('');
    return true;
  } catch {
    return false;
  }
}
