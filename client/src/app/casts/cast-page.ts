import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucidePlus, LucideUsers } from '@lucide/angular';
import { Api } from '../api/api';
import type { Cast, CastSummary } from '../api/types';
import { CastApi } from './cast-api';
import { CastBoard } from './cast-board';
import { CastForm } from './cast-form';

/** Casts: the list on the left, the board of one on the right, or the form of a new one. */
@Component({
  selector: 'app-cast-page',
  imports: [CastBoard, CastForm, LucidePlus, LucideUsers, RouterLink, TranslocoDirective],
  templateUrl: './cast-page.html',
  styleUrl: './cast-page.scss',
})
export class CastPage {
  private readonly api = inject(CastApi);
  private readonly router = inject(Router);

  /** From the address; absent: a new one. */
  readonly castId = input<string>();

  protected readonly options = inject(Api).profileOptions();
  protected readonly loadedOptions = computed(() =>
    this.options.hasValue() ? this.options.value() : undefined,
  );
  protected readonly casts = signal<readonly CastSummary[]>([]);
  protected readonly failed = signal(false);

  constructor() {
    effect(() => {
      this.castId();
      untracked(() => void this.load());
    });
  }

  protected open({ id }: Cast): void {
    void this.router.navigate(['/casts', id]);
  }

  protected leave(): void {
    void this.router.navigate(['/casts']);
  }

  private async load(): Promise<void> {
    try {
      this.casts.set(await this.api.list());
      this.failed.set(false);
    } catch {
      this.failed.set(true);
    }
  }
}
