import { Component, inject, input, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideBookPlus, LucideCheck } from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { Collection } from '../api/types';
import { KnowledgeApi } from './knowledge-api';

/** Takes what a session has written into a collection, so that characters who are written later know of it. */
@Component({
  selector: 'app-join-collection',
  imports: [LucideBookPlus, LucideCheck, ProblemTextPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button
        #trigger
        type="button"
        class="button"
        data-testid="join"
        [attr.aria-expanded]="open()"
        [title]="t('knowledge.joinHint')"
        (click)="toggle()"
      >
        <svg lucideBookPlus [size]="14"></svg>{{ t('knowledge.join') }}
      </button>
      @if (open()) {
        <div
          class="menu"
          role="group"
          [attr.aria-label]="t('knowledge.join')"
          (keydown.escape)="open.set(false); trigger.focus()"
        >
          @for (collection of collections(); track collection.id) {
            <button type="button" class="button" [attr.aria-disabled]="busy()" (click)="join(collection)">
              @if (joined() === collection.id) {
                <svg lucideCheck [size]="14"></svg>
              }
              {{ collection.name }}
            </button>
          }
          @if (joined()) {
            <span role="status">{{ t('knowledge.joined') }}</span>
          }
          @if (problem(); as problem) {
            <span class="problem" role="alert">{{ problem | problemText }}</span>
          }
        </div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
    }

    .menu {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      margin-top: 8px;
      font-size: var(--text-13);
    }

    .problem {
      color: var(--error);
    }
  `,
})
export class JoinCollection {
  private readonly api = inject(KnowledgeApi);

  readonly sessionId = input.required<string>();

  protected readonly collections = signal<readonly Collection[]>([]);
  protected readonly open = signal(false);
  protected readonly busy = signal(false);
  /** Id of the collection that it has joined just now. */
  protected readonly joined = signal<string | null>(null);
  protected readonly problem = signal<ApiProblem | null>(null);

  protected async toggle(): Promise<void> {
    this.open.update((open) => !open);
    this.joined.set(null);
    if (!this.open()) return;
    await this.attempt(async () => this.collections.set((await this.api.list()).collections));
  }

  protected async join({ id }: Collection): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    await this.attempt(async () => {
      await this.api.addSession(id, this.sessionId());
      this.joined.set(id);
    });
    this.busy.set(false);
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await work();
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }
}
