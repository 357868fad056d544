import { Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucidePlus } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { CategoryOption, ProfileOptions } from '../api/types';
import { SessionView } from '../chat/session-view';
import { TemplateApi } from '../templates/template-api';
import { Skeleton } from '../shared/skeleton';
import { CategoryPicker } from './category-picker';
import { toCategories } from './template-categories';

/** Adds categories to a profile that has ended: what there is stays, only the new ones are written. */
@Component({
  selector: 'app-add-categories',
  imports: [CategoryPicker, LucidePlus, ProblemTextPipe, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (offered()) {
        <button
          type="button"
          class="button quiet"
          data-testid="add-categories"
          aria-haspopup="dialog"
          [attr.aria-label]="t('form.addCategories')"
          [title]="t('form.addCategories')"
          (click)="open(dialog)"
        >
          <svg lucidePlus [size]="14"></svg><span class="words">{{ t('form.addCategories') }}</span>
        </button>
      }
      <dialog #dialog [attr.aria-label]="t('form.addCategories')">
        <form (submit)="$event.preventDefault(); add(dialog)">
          <h2>{{ t('form.addCategories') }}</h2>
          @if (problem(); as problem) {
            <p class="problem" role="alert">
              {{ problem | problemText }}
            </p>
          }
          @if (missing(); as missing) {
            @if (missing.length > 0) {
              <app-category-picker [categories]="missing" [(value)]="chosen" />
            } @else {
              <p>{{ t('form.allThere') }}</p>
            }
          } @else if (!problem()) {
            <app-skeleton />
          }
          <div class="ways">
            <button type="submit" class="button primary" [disabled]="chosen().length === 0 || view.busy()">
              {{ t('form.addCategoriesSend', { n: chosen().length }) }}
            </button>
            <button type="button" class="button" (click)="dialog.close()">
              {{ t('revision.cancel') }}
            </button>
          </div>
        </form>
      </dialog>
    </ng-container>
  `,
  styleUrl: './add-categories.scss',
})
export class AddCategories {
  private readonly api = inject(Api);
  private readonly templates = inject(TemplateApi);
  protected readonly view = inject(SessionView);

  readonly options = input.required<ProfileOptions>();

  /** Nothing waits for an answer, and nothing is being written. */
  protected readonly offered = computed(() =>
    ['finished', 'cancelled', 'failed'].includes(this.view.run()?.status ?? ''),
  );
  /** Null while it is not known. */
  protected readonly missing = signal<readonly CategoryOption[] | null>(null);
  protected readonly chosen = signal<string[]>([]);
  protected readonly problem = signal<ApiProblem | null>(null);
  private before: readonly string[] = [];

  protected async open(dialog: HTMLDialogElement): Promise<void> {
    const run = this.view.run();
    if (!run) return;
    this.problem.set(null);
    this.chosen.set([]);
    this.missing.set(null);
    dialog.showModal();
    try {
      const request = await firstValueFrom(this.api.runInput(run.id));
      this.before = request.selected_categories ?? [];
      const { template_id: id, template_version: version } = request;
      const all = id ? toCategories(await this.templates.get(id, version)) : this.options().categories;
      this.missing.set(all.filter((category) => !this.before.includes(category.id)));
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }

  protected add(dialog: HTMLDialogElement): void {
    dialog.close();
    void this.view.continue({ selected_categories: [...this.before, ...this.chosen()] });
  }
}
