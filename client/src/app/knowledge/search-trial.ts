import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideSearch } from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { SearchHit } from '../api/types';
import { KnowledgeApi } from './knowledge-api';

/** A question to the collection, as the research of an item asks it: what is found, and why. */
@Component({
  selector: 'app-search-trial',
  imports: [LucideSearch, ProblemTextPipe, TranslocoDirective],
  templateUrl: './search-trial.html',
  styleUrl: './search-trial.scss',
})
export class SearchTrial {
  private readonly api = inject(KnowledgeApi);

  readonly collectionId = input.required<string>();

  /** Null before the first question. */
  protected readonly hits = signal<readonly SearchHit[] | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  constructor() {
    effect(() => {
      this.collectionId();
      untracked(() => this.hits.set(null));
    });
  }

  protected async search(event: Event, question: string): Promise<void> {
    event.preventDefault();
    const collection = this.collectionId();
    if (!question.trim() || this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      const hits = await this.api.search(collection, question.trim());
      if (this.collectionId() === collection) this.hits.set(hits);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.busy.set(false);
    }
  }

  /** Words that it was found by, each once. */
  protected matchesOf({ found_by }: SearchHit, method: string): string {
    return (found_by.find((reason) => reason.method === method)?.matches ?? []).slice(0, 6).join(' · ');
  }
}
