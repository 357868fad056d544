import { computed, type Signal, signal, type WritableSignal } from '@angular/core';

/**
 * A map whose entries are signals of their own: a change of one entry wakes only those who read it, so an event
 * costs the same at 3 entries and at 300. `entries` is for those who need all of them.
 */
export class SignalMap<T> {
  /** A cell that was taken out is undefined: its readers look again. */
  private readonly cells = new Map<string, WritableSignal<T | undefined>>();
  private readonly revision = signal(0);

  /** Keys in the order in which they were added. */
  readonly keys: Signal<readonly string[]> = computed(() => {
    this.revision();
    return [...this.cells.keys()];
  });
  readonly entries: Signal<readonly (readonly [string, T])[]> = computed(() => {
    this.revision();
    return [...this.cells].map(([key, cell]) => [key, cell() as T] as const);
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
    this.cells.set(key, signal<T | undefined>(value));
    this.revision.update((revision) => revision + 1);
  }

  delete(key: string): void {
    const cell = this.cells.get(key);
    if (!cell) return;
    this.cells.delete(key);
    cell.set(undefined);
    this.revision.update((revision) => revision + 1);
  }

  /** Replaces all entries. Who reads one is told by the cell that he knows, also when it is there no more. */
  reset(values: Record<string, T> | undefined): void {
    const before = new Map(this.cells);
    this.cells.clear();
    for (const [key, value] of Object.entries(values ?? {})) {
      const cell = before.get(key) ?? signal<T | undefined>(value);
      cell.set(value);
      this.cells.set(key, cell);
      before.delete(key);
    }
    for (const gone of before.values()) gone.set(undefined);
    this.revision.update((revision) => revision + 1);
  }
}
