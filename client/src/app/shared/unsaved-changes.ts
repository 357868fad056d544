import { DestroyRef, DOCUMENT, inject, type OnDestroy, Service } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** Knows whether something that the reader has typed would be lost, and asks before it is. */
@Service()
export class UnsavedChanges implements OnDestroy {
  private readonly transloco = inject(TranslocoService);
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly sources = new Set<() => boolean>();
  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (this.any()) event.preventDefault();
  };

  constructor() {
    this.window?.addEventListener('beforeunload', this.warn);
  }

  ngOnDestroy(): void {
    this.window?.removeEventListener('beforeunload', this.warn);
  }

  /** @returns takes it back; for the end of who typed */
  add(changed: () => boolean): () => void {
    this.sources.add(changed);
    return () => this.sources.delete(changed);
  }

  /** Something would be lost. */
  any(): boolean {
    return [...this.sources].some((changed) => changed());
  }

  /** Asks the reader, if there is something to ask. */
  mayLeave(): boolean {
    return !this.any() || (this.window?.confirm(this.transloco.translate('page.leave')) ?? true);
  }
}

/** Must be called in an injection context: what is typed there is asked about while it exists. */
export function askBeforeLosing(changed: () => boolean): void {
  inject(DestroyRef).onDestroy(inject(UnsavedChanges).add(changed));
}

/** Asks before another page, or another session, takes the place of this one. */
export const keepsUnsavedChanges: CanDeactivateFn<unknown> = () => inject(UnsavedChanges).mayLeave();
