import { DOCUMENT, inject, Service } from '@angular/core';

const PREFIX = 'zzzero.';

/**
 * What this browser remembers between visits. Storage that is full, forbidden or holds something else is as good
 * as empty: the portal works without it.
 */
@Service()
export class KeyValueStore {
  private readonly storage = openStorage(inject(DOCUMENT).defaultView);

  read(key: string): unknown {
    try {
      return JSON.parse(this.storage?.getItem(PREFIX + key) ?? 'null');
    } catch {
      return null;
    }
  }

  write(key: string, value: unknown): void {
    try {
      this.storage?.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // Quota or a private window: the value lives as long as the page.
    }
  }

  remove(key: string): void {
    this.storage?.removeItem(PREFIX + key);
  }
}

function openStorage(window: Window | null): Storage | null {
  try {
    return window?.localStorage ?? null;
  } catch {
    return null;
  }
}
