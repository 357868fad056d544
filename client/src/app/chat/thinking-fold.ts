import { computed, inject, Service, signal } from '@angular/core';
import { KeyValueStore } from '../shared/key-value-store';

const STORE_KEY = 'thinking';

/** What the reader has done to one fold, and when: a later wish for all of them wins. */
export interface FoldedByHand {
  opened: boolean;
  wish: number;
}

/** How the reader wants all thinking: by itself (open while it streams), or folded. A fold set by hand afterwards wins. */
@Service()
export class ThinkingFold {
  private readonly store = inject(KeyValueStore);
  private readonly foldedSignal = signal(this.store.read(STORE_KEY) === 'folded');
  private readonly wishes = signal(0);

  /** All thinking is folded, also while it streams. */
  readonly folded = this.foldedSignal.asReadonly();
  /** Number of the last wish for all. */
  readonly wish = computed(() => this.wishes());

  toggle(): void {
    this.foldedSignal.update((folded) => !folded);
    this.wishes.update((wishes) => wishes + 1);
    this.store.write(STORE_KEY, this.folded() ? 'folded' : null);
  }
}
