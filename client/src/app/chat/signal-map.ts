import { computed, type Signal, signal, type WritableSignal } from '@angular/core';

/**
 * A map whose entries are signals of their own: a change of one entry wakes only those who read it, so an event
 * costs the same at 3 entries and at 300. `entries` and `size` are for those who need all of them.
 */
export class SignalMap<T> {
  private readonly cells = new Map<string, WritableSignal<T>>();
  private readonly revision = signal(0);

  /** Keys in the order in which they were added. */
  readonly keys: Signal<readonly string[]> = computed(() => {
    this.revision();
    return [...this.cells.keys()];
  });
  readonly entries: Signal<readonly (readonly [string, T])[]> = computed(() => {
    this.revision();
    return [...this.cells].map(([key, cell]) => [key, cell()] as const);
  });

  /** Tracks the entry, also before it exists. */
  get(key: string): T | undefined {
    const cell = this.cells.get(key);
    if (!cell) this.revision();
    return cell?.();
  }

  set(key: string, value: T): void {
    const cell = this.cells.get(key);
    if (cell) {
      cell.set(value);
      return;
    }
    this.cells.set(key, signal(value));
    this.revision.update((revision) => revision + 1);
  }

  delete(key: string): void {
    if (this.cells.delete(key)) this.revision.update((revision) => revision + 1);
  }

  /** Replaces all entries. */
  reset(values: Record<string, T> | undefined): void {
    this.cells.clear();
    for (const [key, value] of Object.entries(values ?? {})) this.cells.set(key, signal(value));
    this.revision.update((revision) => revision + 1);
  }
}
