import { Component, computed, inject, linkedSignal, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideLibrary, LucidePlus } from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import { composes } from '../shared/composes';
import { Skeleton } from '../shared/skeleton';
import { askBeforeLosing, UnsavedChanges } from '../shared/unsaved-changes';
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
  private readonly unsaved = inject(UnsavedChanges);
  private readonly view = viewChild(CollectionView);

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
  /** A new collection is being named. */
  protected readonly naming = signal(false);
  protected readonly name = signal('');
  protected readonly problem = signal<ApiProblem | null>(null);

  constructor() {
    askBeforeLosing(() => this.typed());
  }

  /** The other's form, if one is open, goes with it. */
  protected choose(id: string): void {
    if (id === this.chosenId() || (this.view()?.typed() && !this.unsaved.mayLeave())) return;
    this.chosenId.set(id);
  }

  protected toggle(): void {
    if (this.naming()) this.leave();
    else this.naming.set(true);
  }

  /** While an input method composes, Escape is its own. */
  protected onEscape(event: Event): void {
    if (!composes(event)) this.leave();
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set(null);
    try {
      const { id } = await this.api.create(this.name().trim());
      this.naming.set(false);
      this.name.set('');
      // What is typed of the one that is shown stays in sight.
      await this.reload(this.view()?.typed() ? this.chosenId() : id);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }

  protected async reload(choose = this.chosenId()): Promise<void> {
    const { collections, embedding_model } = await this.api.list();
    this.list.set({ collections, embedding_model });
    if (collections.some(({ id }) => id === choose)) this.chosenId.set(choose);
  }

  private typed(): boolean {
    return this.naming() && this.name().trim() !== '';
  }

  private leave(): void {
    if (this.typed() && !this.unsaved.mayLeave()) return;
    this.naming.set(false);
    this.name.set('');
  }
}
