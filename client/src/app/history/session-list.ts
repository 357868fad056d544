import { computed, inject, Service, signal } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import type { SessionSummary } from '../api/types';

/** The sessions that the reader looks through: those that fit his words, page by page. */
@Service()
export class SessionList {
  private readonly api = inject(Api);
  private readonly sessionsSignal = signal<readonly SessionSummary[]>([]);
  private readonly nextSignal = signal<string | null>(null);
  private readonly stateSignal = signal<'loading' | 'loaded' | 'failed'>('loading');
  /** Answers of an earlier question are dropped. */
  private question = 0;

  readonly words = signal('');
  readonly sessions = this.sessionsSignal.asReadonly();
  readonly state = this.stateSignal.asReadonly();
  readonly hasMore = computed(() => this.nextSignal() !== null);

  /** From the start, with the present words. */
  async search(): Promise<void> {
    this.stateSignal.set('loading');
    await this.load(null);
  }

  async more(): Promise<void> {
    await this.load(this.nextSignal());
  }

  async rename(id: string, title: string): Promise<void> {
    await firstValueFrom(this.api.renameSession(id, title));
    this.sessionsSignal.update((all) => all.map((each) => (each.id === id ? { ...each, title } : each)));
  }

  /** For good. */
  async remove(id: string): Promise<void> {
    await firstValueFrom(this.api.deleteSession(id));
    this.sessionsSignal.update((all) => all.filter((each) => each.id !== id));
  }

  private async load(cursor: string | null): Promise<void> {
    const question = ++this.question;
    try {
      const page = await firstValueFrom(this.api.sessions(this.words().trim(), cursor));
      if (question !== this.question) return;
      this.sessionsSignal.update((before) =>
        cursor === null ? page.sessions : [...before, ...page.sessions],
      );
      this.nextSignal.set(page.next_cursor);
      this.stateSignal.set('loaded');
    } catch {
      if (question === this.question) this.stateSignal.set('failed');
    }
  }
}
