import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideLibrary, LucidePlus } from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import { Skeleton } from '../shared/skeleton';
import { CollectionView } from './collection-view';
import { KnowledgeApi } from './knowledge-api';

/** The knowledge base: collections on the left, the chosen one with its documents and a search to try on the right. */
@Component({
  selector: 'app-knowledge-page',
  imports: [CollectionView, LucideLibrary, LucidePlus, ProblemTextPipe, Skeleton, TranslocoDirective],
  templateUrl: './knowledge-page.html',
  styleUrl: './knowledge-page.scss',
})
export class KnowledgePage {
  private readonly api = inject(KnowledgeApi);

  protected readonly list = this.api.collections();
  protected readonly collections = computed(() =>
    this.list.hasValue() ? this.list.value().collections : [],
  );
  /** Stays on what the reader has chosen for as long as it is there. */
  protected readonly chosenId = linkedSignal<readonly { id: string }[], string | undefined>({
    source: this.collections,
    computation: (collections, before) =>
      collections.find(({ id }) => id === before?.value)?.id ?? collections[0]?.id,
  });
  protected readonly chosen = computed(() => this.collections().find(({ id }) => id === this.chosenId()));
  protected readonly naming = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  protected async create(event: Event, name: string): Promise<void> {
    event.preventDefault();
    this.problem.set(null);
    try {
      const { id } = await this.api.create(name.trim());
      this.naming.set(false);
      await this.reload(id);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }

  protected async reload(choose = this.chosenId()): Promise<void> {
    const { collections, embedding_model } = await this.api.list();
    this.list.set({ collections, embedding_model });
    if (collections.some(({ id }) => id === choose)) this.chosenId.set(choose);
  }
}
