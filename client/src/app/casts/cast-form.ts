import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucidePlay, LucidePlus, LucideTrash2 } from '@lucide/angular';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { Cast, Language, ProfileOptions, RejectedRosterRow } from '../api/types';
import { CategoryPicker } from '../character-profile/category-picker';
import { CollectionPicker } from '../character-profile/collection-picker';
import { AmountPipe } from '../shared/format-pipes';
import { FileDrop } from '../shared/file-drop';
import { PortalLanguage } from '../shared/portal-language';
import { askBeforeLosing } from '../shared/unsaved-changes';
import { CastApi } from './cast-api';

interface Character {
  character_name: string;
  basic_info: string;
}

const SAMPLE = {
  zh: '姓名,基本信息\n沈知微,27 岁，女，古籍修复师，现居杭州\n葛鹤年,64 岁，男，修复所所长\n阿竹,20 岁，女，学徒，话少\n',
  en: 'name,basic_info\nNell Harrow,"31, female, book conservator, lives in Bristol"\nOsric Vane,"66, male, master of the bindery"\nWren Adeyemi,"19, female, apprentice"\n',
};

/** A new cast: the roster, what its characters share, the start. */
@Component({
  selector: 'app-cast-form',
  imports: [
    AmountPipe,
    CategoryPicker,
    CollectionPicker,
    FileDrop,
    LucidePlay,
    LucidePlus,
    LucideTrash2,
    ProblemTextPipe,
    TranslocoDirective,
  ],
  templateUrl: './cast-form.html',
  styleUrl: './cast-form.scss',
})
export class CastForm {
  private readonly api = inject(CastApi);
  private readonly portal = inject(PortalLanguage);

  readonly options = input.required<ProfileOptions>();
  readonly created = output<Cast>();

  protected readonly name = signal('');
  protected readonly characters = signal<readonly Character[]>([]);
  protected readonly rejected = signal<readonly RejectedRosterRow[]>([]);
  protected readonly language = linkedSignal<Language>(() => this.portal.current());
  protected readonly categories = linkedSignal(() => [
    ...this.options().example[this.language()].selected_categories,
  ]);
  protected readonly collections = signal<string[]>([]);
  protected readonly atOnce = signal(2);
  protected readonly tokenCap = signal<number | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly sample = computed(
    () => `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${SAMPLE[this.portal.current()]}`)}`,
  );
  /** Items of all characters together. */
  protected readonly items = computed(() => {
    const chosen = new Set(this.categories());
    const each = this.options()
      .categories.filter(({ id }) => chosen.has(id))
      .reduce((sum, { items }) => sum + items.length, 0);
    return each * this.characters().length;
  });

  /** The cast was started from what was typed. */
  private readonly sent = signal(false);

  constructor() {
    askBeforeLosing(() => !this.sent() && this.characters().length > 0);
  }

  protected async read([file]: readonly File[]): Promise<void> {
    if (!file) return;
    await this.attempt(async () => {
      const { characters, rejected } = await this.api.read(file);
      this.characters.set(
        characters.map(({ character_name, basic_info = '' }) => ({ character_name, basic_info })),
      );
      this.rejected.set(rejected);
      if (!this.name()) this.name.set(file.name.replace(/\.[^.]*$/, ''));
    });
  }

  protected change(at: number, change: Partial<Character>): void {
    this.characters.update((all) =>
      all.map((character, index) => (index === at ? { ...character, ...change } : character)),
    );
  }

  protected add(): void {
    this.characters.update((all) => [...all, { character_name: '', basic_info: '' }]);
  }

  protected remove(at: number): void {
    this.characters.update((all) => all.filter((_, index) => index !== at));
  }

  protected start(): Promise<void> {
    return this.attempt(async () => {
      const token_cap = this.tokenCap();
      const cast = await this.api.create({
        name: this.name().trim(),
        settings: {
          selected_categories: this.categories(),
          selected_collections: this.collections(),
          language: this.language(),
        },
        characters: [...this.characters()],
        at_once: this.atOnce(),
        ...(token_cap !== null && { token_cap }),
      });
      this.sent.set(true);
      this.created.emit(cast);
    });
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
