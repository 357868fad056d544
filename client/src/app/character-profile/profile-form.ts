import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideChevronRight, LucidePlay, LucideTriangleAlert } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { Api } from '../api/api';
import { ApiProblem } from '../api/api-problem';
import { ProblemTextPipe } from '../api/problem-text';
import type { ImportedCard, ProfileOptions } from '../api/types';
import { SessionView } from '../chat/session-view';
import { AmountPipe, DurationPipe } from '../shared/format-pipes';
import { KeyValueStore } from '../shared/key-value-store';
import { formatMoney } from '../shared/amounts';
import { PortalLanguage } from '../shared/portal-language';
import { CardImport } from './card-import';
import { CategoryPicker } from './category-picker';
import { CollectionPicker } from './collection-picker';
import { estimate } from './estimate';
import { TemplateApi } from '../templates/template-api';
import {
  defaultModel,
  draftOf,
  inLanguage,
  restoredDraft,
  type TemplateChoice,
  toRequest,
} from './profile-draft';
import { toCategories } from './template-categories';
import { codePoints, LIMITS, profileRules } from './profile-rules';

const DRAFT_KEY = 'draft.character-profile';

/** The left side of the page: whose profile, which categories, by which model; what it will take; the start. */
@Component({
  selector: 'app-profile-form',
  imports: [
    AmountPipe,
    CardImport,
    CategoryPicker,
    CollectionPicker,
    DurationPipe,
    FormField,
    LucideChevronRight,
    LucidePlay,
    LucideTriangleAlert,
    ProblemTextPipe,
    TranslocoDirective,
  ],
  templateUrl: './profile-form.html',
  styleUrl: './profile-form.scss',
})
export class ProfileForm {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly store = inject(KeyValueStore);
  private readonly language = inject(PortalLanguage);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly view = inject(SessionView);

  readonly options = input.required<ProfileOptions>();
  /** Id of a run whose request the form begins with. */
  readonly template = input<string>();

  protected readonly limits = LIMITS;
  private readonly draft = linkedSignal(() =>
    restoredDraft(this.store.read(DRAFT_KEY), this.options(), untracked(this.language.current)),
  );
  protected readonly form = form(
    this.draft,
    profileRules(() => this.options().defaults.max_concurrency),
  );
  protected readonly submitted = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  private readonly templateApi = inject(TemplateApi);
  private readonly templateList = this.templateApi.list();
  protected readonly templates = computed(() =>
    this.templateList.hasValue() ? this.templateList.value().templates : [],
  );
  /** What was chosen is not offered any more; until the reader chooses again. */
  protected readonly templateGone = signal(false);
  private readonly chosenTemplate = this.templateApi.template(() => this.draft().template);
  /** The categories of the chosen template; none while it loads. */
  protected readonly choice = computed<TemplateChoice>(() => {
    if (!this.draft().template) return this.options();
    return {
      categories: this.chosenTemplate.hasValue() ? toCategories(this.chosenTemplate.value()) : [],
    };
  });
  /** The chosen categories. */
  readonly planned = computed(() => {
    const chosen = new Set(this.draft().categories);
    return this.choice().categories.filter(({ id }) => chosen.has(id));
  });
  protected readonly expected = computed(() => estimate(this.draft(), this.options(), this.choice()));
  protected readonly cost = computed(() => {
    const cost = this.expected().cost;
    return cost && formatMoney(cost.amount, cost.currency, this.language.current());
  });
  protected readonly models = computed(
    () => this.options().providers.find(({ id }) => id === this.draft().provider)?.models ?? [],
  );
  protected readonly providerLabel = computed(
    () => this.options().providers.find(({ id }) => id === this.draft().provider)?.label ?? '',
  );
  protected readonly infoLength = computed(() => codePoints(this.draft().basicInfo));

  constructor() {
    effect(() => this.store.write(DRAFT_KEY, this.draft()));
    // When the reader changes it; a language that was chosen for the profile stays at a reload.
    let before = this.language.current();
    effect(() => {
      const language = this.language.current();
      if (language === before) return;
      before = language;
      untracked(() => this.draft.update((draft) => inLanguage(draft, this.options(), language)));
    });
    // What is not offered any more cannot be chosen either.
    effect(() => {
      const gone =
        this.templateList.hasValue() && !this.templates().some(({ id }) => id === this.draft().template);
      if (gone && this.draft().template) untracked(() => this.leaveTemplate());
    });
    effect(() => {
      const template = this.template();
      if (template) untracked(() => void this.begin(template));
    });
  }

  /** The first error of a field, once the reader has been there or has tried to start. */
  protected errorOf(field: keyof ReturnType<typeof this.draft>): string | null {
    const state = this.form[field]();
    return this.submitted() || state.touched() ? (state.errors()[0]?.kind ?? null) : null;
  }

  protected chooseProvider(): void {
    const provider = this.draft().provider;
    this.draft.update((draft) => ({ ...draft, model: defaultModel(this.options(), provider) }));
  }

  /** All of its categories, to begin with. */
  protected async chooseTemplate(): Promise<void> {
    const { template } = this.draft();
    this.templateGone.set(false);
    this.draft.update((draft) => ({ ...draft, categories: [] }));
    if (!template)
      return this.useCategories(this.options().example[this.draft().language].selected_categories);
    try {
      const { content } = await this.templateApi.get(template);
      if (this.draft().template === template) this.useCategories(content.categories.map(({ id }) => id!));
    } catch {
      if (this.draft().template === template) this.leaveTemplate();
    }
  }

  /** In the language of the card. */
  protected fillFrom({ name, basic_info }: ImportedCard): void {
    const language = /\p{Script=Han}/u.test(name + basic_info) ? 'zh' : 'en';
    this.draft.update((draft) => ({ ...draft, characterName: name, basicInfo: basic_info, language }));
  }

  protected useExample(): void {
    const language = this.draft().language;
    const example = this.options().example[language];
    this.templateGone.set(false);
    this.draft.update((draft) => ({
      ...draft,
      characterName: example.character_name,
      basicInfo: example.basic_info,
      card: null,
      template: '',
      categories: [...example.selected_categories],
    }));
  }

  protected async start(event: Event): Promise<void> {
    event.preventDefault();
    this.submitted.set(true);
    if (this.busy()) return;
    if (this.form().invalid()) {
      this.focusFirstError();
      return;
    }
    this.busy.set(true);
    this.problem.set(null);
    try {
      const { session_id } = await firstValueFrom(
        this.api.startProfile(toRequest(this.draft(), this.choice())),
      );
      this.submitted.set(false);
      await this.router.navigate(['/sessions', session_id]);
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    } finally {
      this.busy.set(false);
    }
  }

  private async begin(template: string): Promise<void> {
    this.problem.set(null);
    try {
      const request = await firstValueFrom(this.api.runInput(template));
      this.draft.set(draftOf(request, this.options(), this.language.current()));
      // What is in the form now is the reader's: a reload must not bring the template back.
      await this.router.navigate([], { queryParams: {}, replaceUrl: true });
    } catch (error) {
      this.problem.set(ApiProblem.from(error));
    }
  }

  private useCategories(categories: string[]): void {
    this.draft.update((draft) => ({ ...draft, categories: [...categories] }));
  }

  private leaveTemplate(): void {
    this.templateGone.set(true);
    const categories = this.options().example[this.draft().language].selected_categories;
    this.draft.update((draft) => ({ ...draft, template: '', categories: [...categories] }));
  }

  private focusFirstError(): void {
    setTimeout(() => {
      const invalid = this.host.nativeElement.querySelector<HTMLElement>('[aria-invalid="true"]');
      // A folded group opens first, so that the wrong field can be seen.
      invalid?.closest('details')?.setAttribute('open', '');
      (invalid?.matches('fieldset') ? invalid.querySelector('input') : invalid)?.focus();
    });
  }
}
