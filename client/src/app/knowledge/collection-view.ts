import {
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideFileText, LucidePencil, LucideTrash2 } from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { Collection, CollectionDocument, DocumentText } from '../api/types';
import { FileDrop } from '../shared/file-drop';
import { AmountPipe } from '../shared/format-pipes';
import { KnowledgeApi } from './knowledge-api';
import { RenameForm } from './rename-form';
import { SearchTrial } from './search-trial';

/** A file that could not be taken in. */
interface Refusal {
  name: string;
  problem: ApiProblem;
}

/** One collection: its name, its documents, what is dropped into it, and a question to try. */
@Component({
  selector: 'app-collection-view',
  imports: [
    AmountPipe,
    FileDrop,
    LucideFileText,
    LucidePencil,
    LucideTrash2,
    ProblemTextPipe,
    RenameForm,
    SearchTrial,
    TranslocoDirective,
  ],
  templateUrl: './collection-view.html',
  styleUrl: './collection-view.scss',
})
export class CollectionView {
  private readonly api = inject(KnowledgeApi);

  readonly collection = input.required<Collection>();
  /** What the list says of it is not true any more. */
  readonly changed = output<void>();

  protected readonly endings = '.txt,.md,.markdown,.csv,.docx,.xlsx,.pdf';
  private readonly id = computed(() => this.collection().id);
  protected readonly documents = this.api.documents(this.id);
  protected readonly busy = signal(false);
  protected readonly refusals = signal<readonly Refusal[]>([]);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly asking = signal<'rename' | 'delete' | null>(null);
  private readonly renameForm = viewChild(RenameForm);
  /** Something is typed that another collection in this place would take away. */
  readonly typed = computed(() => this.renameForm()?.changed() ?? false);
  /** The document whose text is shown. */
  protected readonly opened = signal<DocumentText | null>(null);

  constructor() {
    effect(() => {
      this.id();
      untracked(() => {
        this.refusals.set([]);
        this.problem.set(null);
        this.asking.set(null);
        this.opened.set(null);
      });
    });
  }

  /** One after the other: what can be taken is taken, what cannot is named. */
  protected async upload(files: readonly File[]): Promise<void> {
    this.refusals.set([]);
    this.busy.set(true);
    for (const file of files) {
      try {
        await this.api.upload(this.id(), file);
      } catch (error) {
        const problem = ApiProblem.from(error);
        this.refusals.update((before) => [...before, { name: file.name, problem }]);
      }
    }
    this.busy.set(false);
    this.refresh();
  }

  protected async show({ id }: CollectionDocument): Promise<void> {
    if (this.opened()?.id === id) return this.opened.set(null);
    await this.attempt(async () => this.opened.set(await this.api.document(this.id(), id)));
  }

  protected removeDocument({ id }: CollectionDocument): Promise<void> {
    return this.attempt(async () => {
      await this.api.removeDocument(this.id(), id);
      this.refresh();
    });
  }

  protected rename({ name, description }: { name: string; description: string }): Promise<void> {
    return this.attempt(async () => {
      await this.api.change(this.id(), name, description);
      this.asking.set(null);
      this.changed.emit();
    });
  }

  protected remove(): Promise<void> {
    return this.attempt(async () => {
      await this.api.remove(this.id());
      this.changed.emit();
    });
  }

  protected embed(): Promise<void> {
    return this.attempt(async () => {
      await this.api.embed(this.id());
      this.changed.emit();
    });
  }

  private refresh(): void {
    this.documents.reload();
    this.changed.emit();
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
