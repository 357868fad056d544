import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  LucideArrowDown,
  LucideArrowUp,
  LucideDownload,
  LucidePlus,
  LucideSave,
  LucideTrash2,
} from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import { Skeleton } from '../shared/skeleton';
import { UnsavedChanges } from '../shared/unsaved-changes';
import { TemplateApi } from './template-api';
import {
  type DraftCategory,
  type DraftItem,
  draftOf,
  freeName,
  isChanged,
  moved,
  type TemplateDraft,
  wordsOf,
} from './template-draft';

type Style = TemplateDraft['style'];

/** One template: its categories and items, its house style, its versions. Saving makes the next version. */
@Component({
  selector: 'app-template-editor',
  imports: [
    LucideArrowDown,
    LucideArrowUp,
    LucideDownload,
    LucidePlus,
    LucideSave,
    LucideTrash2,
    ProblemTextPipe,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './template-editor.html',
  styleUrl: './template-editor.scss',
})
export class TemplateEditor {
  protected readonly api = inject(TemplateApi);
  private readonly unsaved = inject(UnsavedChanges);

  readonly templateId = input.required<string>();
  /** There is a new version. */
  readonly saved = output<void>();
  /** It is offered no more. */
  readonly archived = output<void>();

  /** Null: the latest. */
  protected readonly version = linkedSignal<string, number | null>({
    source: this.templateId,
    computation: () => null,
  });
  protected readonly resource = this.api.template(this.templateId, this.version);
  protected readonly versions = this.api.versions(this.templateId);
  protected readonly template = computed(() =>
    this.resource.hasValue() ? this.resource.value() : undefined,
  );
  protected readonly draft = linkedSignal(() => {
    const template = this.template();
    return template ? draftOf(template) : undefined;
  });
  readonly changed = computed(() => {
    const [draft, template] = [this.draft(), this.template()];
    return draft !== undefined && template !== undefined && isChanged(draft, template);
  });
  protected readonly busy = signal(false);
  protected readonly asksArchive = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  /** What was typed and not saved is asked about; the select shows again what is there when it is to stay. */
  protected chooseVersion(select: HTMLSelectElement): void {
    const chosen = select.value === '' ? null : Number(select.value);
    if (!this.unsaved.mayLeave()) {
      select.value = this.version() === null ? '' : String(this.version());
      return;
    }
    this.version.set(chosen);
  }

  protected rename(name: string): void {
    this.edit((draft) => ({ ...draft, name }));
  }

  protected changeStyle(style: Partial<Style>): void {
    this.edit((draft) => ({ ...draft, style: { ...draft.style, ...style } }));
  }

  protected changeWords(list: 'banned' | 'required', text: string): void {
    this.changeStyle({ [list]: wordsOf(text) });
  }

  protected changeCategory(at: number, change: Partial<DraftCategory>): void {
    this.editCategories((all) =>
      all.map((category, index) => (index === at ? { ...category, ...change } : category)),
    );
  }

  protected addCategory(name: string, item: string): void {
    this.editCategories((all) => [
      ...all,
      { name: freeName(name, all), items: [{ ...EMPTY_ITEM, name: item }] },
    ]);
  }

  protected moveCategory(at: number, by: -1 | 1): void {
    this.editCategories((all) => moved(all, at, by));
  }

  protected removeCategory(at: number): void {
    this.editCategories((all) => all.filter((_, index) => index !== at));
  }

  protected changeItem(category: number, at: number, change: Partial<DraftItem>): void {
    this.editItems(category, (items) =>
      items.map((item, index) => (index === at ? { ...item, ...change } : item)),
    );
  }

  protected addItem(category: number, name: string): void {
    this.editItems(category, (items) => [...items, { ...EMPTY_ITEM, name: freeName(name, items) }]);
  }

  protected moveItem(category: number, at: number, by: -1 | 1): void {
    this.editItems(category, (items) => moved(items, at, by));
  }

  protected removeItem(category: number, at: number): void {
    this.editItems(category, (items) => items.filter((_, index) => index !== at));
  }

  protected discard(): void {
    const template = this.template();
    if (template) this.draft.set(draftOf(template));
  }

  protected async save(): Promise<void> {
    const draft = this.draft();
    if (!draft || this.busy()) return;
    await this.attempt(async () => {
      // Of an old version the next one is made of, on top of the latest.
      const latest = this.versions.value()?.versions[0]?.version ?? draft.base_version;
      const base_version = this.version() === null ? draft.base_version : latest;
      const template = await this.api.change(this.templateId(), { ...draft, base_version });
      this.version.set(null);
      this.resource.set(template);
      this.versions.reload();
      this.saved.emit();
    });
  }

  protected archive(): Promise<void> {
    return this.attempt(async () => {
      await this.api.archive(this.templateId());
      this.archived.emit();
    });
  }

  private edit(change: (draft: TemplateDraft) => TemplateDraft): void {
    this.draft.update((draft) => draft && change(draft));
  }

  private editCategories(change: (all: DraftCategory[]) => DraftCategory[]): void {
    this.edit((draft) => ({ ...draft, categories: change(draft.categories) }));
  }

  private editItems(at: number, change: (items: DraftItem[]) => DraftItem[]): void {
    const items = this.draft()?.categories[at]?.items;
    if (items) this.changeCategory(at, { items: change(items) });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await work();
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.busy.set(false);
    }
  }
}

const EMPTY_ITEM = { name: '', content: '', keywords: '', note: '' };
