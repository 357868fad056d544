import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucidePlay, LucideSquare, LucideTrash2 } from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { Cast, CastMember } from '../api/types';
import { AmountPipe, DurationPipe } from '../shared/format-pipes';
import { Skeleton } from '../shared/skeleton';
import { CastApi } from './cast-api';

/** Between two looks while something is written, and while nothing is, ms. */
const LIVE_MS = 1_000;
const REST_MS = 10_000;

/** All characters of a cast on one board, as they stand now. */
@Component({
  selector: 'app-cast-board',
  imports: [
    AmountPipe,
    DurationPipe,
    LucidePlay,
    LucideSquare,
    LucideTrash2,
    ProblemTextPipe,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './cast-board.html',
  styleUrl: './cast-board.scss',
})
export class CastBoard {
  private readonly api = inject(CastApi);

  readonly castId = input.required<string>();
  readonly removed = output<void>();

  protected readonly cast = signal<Cast | null>(null);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly busy = signal(false);
  protected readonly asksRemoval = signal(false);
  protected readonly live = computed(() => {
    const cast = this.cast();
    const working = cast?.members.some(({ status }) => status === 'queued' || status === 'running') ?? false;
    const coming = cast?.members.some(({ status }) => status === 'waiting') ?? false;
    return working || (coming && !cast?.stopped && !cast?.cap_reached);
  });
  protected readonly resumable = computed(
    () => !this.live() && (this.cast()?.members.some(({ status }) => UNFINISHED.includes(status)) ?? false),
  );
  protected readonly finished = computed(
    () => this.cast()?.members.filter(({ status }) => status === 'finished').length ?? 0,
  );

  constructor() {
    effect((onCleanup) => {
      const id = this.castId();
      let timer: ReturnType<typeof setTimeout> | undefined;
      let left = false;
      const look = async (): Promise<void> => {
        // A tab that nobody sees asks nothing.
        if (document.visibilityState === 'visible') await this.load(id);
        if (!left) timer = setTimeout(() => void look(), this.live() ? LIVE_MS : REST_MS);
      };
      untracked(() => {
        this.cast.set(null);
        void look();
      });
      onCleanup(() => {
        left = true;
        clearTimeout(timer);
      });
    });
  }

  protected stop(): Promise<void> {
    return this.attempt(() => this.api.stop(this.castId()));
  }

  protected continue(): Promise<void> {
    return this.attempt(() => this.api.continue(this.castId()));
  }

  protected async remove(): Promise<void> {
    await this.attempt(() => this.api.remove(this.castId()), false);
    if (!this.problem()) this.removed.emit();
  }

  protected share({ done, total }: CastMember): number {
    return total > 0 ? (done / total) * 100 : 0;
  }

  private async attempt(work: () => Promise<unknown>, again = true): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await work();
      if (again) await this.load(this.castId());
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.busy.set(false);
    }
  }

  private async load(id: string): Promise<void> {
    try {
      const cast = await this.api.get(id);
      if (this.castId() === id) this.cast.set(cast);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }
}

const UNFINISHED: readonly CastMember['status'][] = ['waiting', 'cancelled', 'failed'];
