import { inject, Service, signal } from '@angular/core';
import { KeyValueStore } from '../shared/key-value-store';

/** The session that this browser had open last; `/` leads there. */
@Service()
export class LastSession {
  private readonly store = inject(KeyValueStore);
  private readonly idSignal = signal(asId(this.store.read('session')));

  readonly id = this.idSignal.asReadonly();

  remember(id: string): void {
    this.idSignal.set(id);
    this.store.write('session', id);
  }

  forget(): void {
    this.idSignal.set(null);
    this.store.remove('session');
  }
}

function asId(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
