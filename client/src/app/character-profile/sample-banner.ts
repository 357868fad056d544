import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideCopy, LucideFlaskConical } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe, type Told } from '../api/problem-text';
import type { ProfileOptions } from '../api/types';
import { Clipboard } from '../shared/clipboard';

type CheckState = { state: 'idle' | 'asking' | 'ok' } | { state: 'failed'; told: Told };

const ENV_LINES = 'OPENAI_API_KEY=\nOPENAI_BASE_URL=https://api.openai.com/v1\nOPENAI_MODEL=';

/** Says that the text is sample text, how a real model is connected, and whether the connection works. */
@Component({
  selector: 'app-sample-banner',
  imports: [LucideCopy, LucideFlaskConical, ProblemTextPipe, TranslocoDirective],
  templateUrl: './sample-banner.html',
  styleUrl: './sample-banner.scss',
})
export class SampleBanner {
  private readonly api = inject(Api);
  protected readonly clipboard = inject(Clipboard);

  readonly options = input.required<ProfileOptions>();

  protected readonly envLines = ENV_LINES;
  protected readonly open = signal(false);
  protected readonly check = signal<CheckState>({ state: 'idle' });
  /** Real providers that the server has configured. */
  protected readonly providers = computed(() => this.options().providers.filter(({ sample }) => !sample));
  protected readonly chosen = signal<string | null>(null);
  private readonly provider = computed(() => this.chosen() ?? this.providers()[0]?.id);

  protected async test(): Promise<void> {
    const provider = this.provider();
    if (!provider) return;
    this.check.set({ state: 'asking' });
    try {
      const { ok, message, code } = await firstValueFrom(this.api.testProvider(provider));
      this.check.set(
        ok
          ? { state: 'ok' }
          : { state: 'failed', told: { code: code ?? '', message: message ?? code ?? '' } },
      );
    } catch (error) {
      this.check.set({ state: 'failed', told: ApiProblem.from(error) });
    }
  }
}
