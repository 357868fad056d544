import { UpperCasePipe } from '@angular/common';
import { Component, computed, inject, linkedSignal, signal, viewChild } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideDownload, LucideLayoutList } from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { RejectedRow } from '../api/types';
import { FileDrop } from '../shared/file-drop';
import { PortalLanguage } from '../shared/portal-language';
import { Skeleton } from '../shared/skeleton';
import { askBeforeLosing, UnsavedChanges } from '../shared/unsaved-changes';
import { TemplateApi } from './template-api';
import { TemplateEditor } from './template-editor';

/** Templates of people: the list and the import on the left, the chosen one on the right. */
@Component({
  selector: 'app-template-page',
  imports: [
    FileDrop,
    LucideDownload,
    LucideLayoutList,
    ProblemTextPipe,
    Skeleton,
    TemplateEditor,
    TranslocoDirective,
    UpperCasePipe,
  ],
  templateUrl: './template-page.html',
  styleUrl: './template-page.scss',
})
export class TemplatePage {
  private readonly api = inject(TemplateApi);
  private readonly unsaved = inject(UnsavedChanges);
  private readonly editor = viewChild(TemplateEditor);

  private readonly language = inject(PortalLanguage);

  protected readonly list = this.api.list();
  protected readonly templates = computed(() => (this.list.hasValue() ? this.list.value().templates : []));
  /** Stays on what the reader has chosen for as long as it is there. */
  protected readonly chosenId = linkedSignal<readonly { id: string }[], string | undefined>({
    source: this.templates,
    computation: (templates, before) =>
      templates.find(({ id }) => id === before?.value)?.id ?? templates[0]?.id,
  });
  protected readonly formats = ['csv', 'xlsx'] as const;
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  /** Rows of the last import that could not be used. */
  protected readonly rejected = signal<readonly RejectedRow[]>([]);

  constructor() {
    askBeforeLosing(() => this.editor()?.changed() ?? false);
  }

  /** Where the built-in template is as a table, in the reader's language. */
  protected builtInUrl(format: 'csv' | 'xlsx'): string {
    return this.api.builtInUrl(format, this.language.current());
  }

  protected choose(id: string): void {
    if (id !== this.chosenId() && this.unsaved.mayLeave()) this.chosenId.set(id);
  }

  protected async import([file]: readonly File[]): Promise<void> {
    // The new template takes the editor's place.
    if (!file || !this.unsaved.mayLeave()) return;
    this.busy.set(true);
    this.problem.set(null);
    this.rejected.set([]);
    try {
      const { template, rejected } = await this.api.import(file);
      this.rejected.set(rejected);
      this.list.update((before) => ({ templates: [template, ...(before?.templates ?? [])] }));
      this.chosenId.set(template.id);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.busy.set(false);
    }
  }
}
