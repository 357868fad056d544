import { HttpClient } from '@angular/common/http';
import { Component, inject, model, output, signal } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideIdCard, LucideX } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { ImportedCard } from '../api/types';

/** What the form remembers of a card that was taken in. */
export interface CardReference {
  id: string;
  name: string;
  spec: string;
  /** Fields that are kept without being read. */
  kept: number;
}

/** A character card that the profile begins with: chosen as a file, told by a chip, dropped by a click. */
@Component({
  selector: 'app-card-import',
  imports: [LucideIdCard, LucideX, ProblemTextPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (value(); as card) {
        <span class="chip" data-testid="card-chip">
          <svg lucideIdCard [size]="14"></svg>
          {{ t('form.cardTaken', { name: card.name, spec: card.spec.toUpperCase(), n: card.kept }) }}
          <button
            type="button"
            class="button quiet icon"
            [attr.aria-label]="t('form.cardDrop')"
            [title]="t('form.cardDrop')"
            (click)="value.set(null)"
          >
            <svg lucideX [size]="14"></svg>
          </button>
        </span>
      } @else {
        <input #file type="file" accept=".json,.png" hidden (change)="take(file)" />
        <button type="button" class="button link" [disabled]="busy()" (click)="file.click()">
          <svg lucideIdCard [size]="14"></svg>{{ t('form.cardImport') }}
        </button>
      }
      @if (problem(); as problem) {
        <span class="field-error" role="alert">{{ problem | problemText }}</span>
      }
    </ng-container>
  `,
  styles: `
    .chip {
      display: inline-flex;
      gap: 6px;
      align-items: center;
      padding: 0 2px 0 10px;
      border-radius: 99px;
      background: var(--system-ground);
      color: var(--system);
      font-size: var(--text-13);
    }

    .link {
      white-space: normal;
      text-align: start;
    }

    .chip .button {
      min-width: 26px;
      min-height: 26px;
    }
  `,
})
export class CardImport implements FormValueControl<CardReference | null> {
  private readonly http = inject(HttpClient);

  readonly value = model<CardReference | null>(null);
  /** What the form can be filled with. */
  readonly taken = output<ImportedCard>();

  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  protected async take(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.busy.set(true);
    this.problem.set(null);
    const form = new FormData();
    form.append('file', file, file.name);
    try {
      const card = await firstValueFrom(this.http.post<ImportedCard>('/api/cards/import', form));
      const { card_id: id, name, spec, unknown_fields } = card;
      this.value.set({ id, name, spec, kept: unknown_fields.length });
      this.taken.emit(card);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.busy.set(false);
    }
  }
}
