import type { Language, ProfileOptions, ProfileRequest } from '../api/types';
import type { CardReference } from './card-import';

/** What can be chosen of a template, the built-in one or another. */
export type TemplateChoice = Pick<ProfileOptions, 'categories'>;

/** What the form holds; empty texts stand for 'the server's default'. */
export interface ProfileDraft {
  characterName: string;
  basicInfo: string;
  categories: string[];
  /** The card that it begins with. */
  card: CardReference | null;
  /** A template of people; empty: the built-in one. */
  template: string;
  /** Ids; none: no research. */
  collections: string[];
  provider: string;
  model: string;
  temperature: number;
  concurrency: number;
  language: Language;
  tokenCap: number | null;
  confirmCanon: boolean;
  /** The model reads what is written, for contradictions. */
  review: boolean;
}

/** The draft of a first visit: the server's example in the reader's language, its provider and defaults. */
export function defaultDraft(options: ProfileOptions, language: Language): ProfileDraft {
  const { defaults } = options;
  const example = options.example[language];
  const provider = options.providers.find((each) => each.is_default) ?? options.providers[0];
  return {
    characterName: example.character_name,
    basicInfo: example.basic_info,
    categories: [...example.selected_categories],
    card: null,
    template: '',
    collections: [],
    provider: provider?.id ?? '',
    model: defaultModel(options, provider?.id ?? ''),
    temperature: defaults.temperature,
    concurrency: defaults.concurrency,
    language,
    tokenCap: null,
    confirmCanon: false,
    review: true,
  };
}

/** The same draft; the example, while nobody has touched it, in another language of the reader. */
export function inLanguage(
  draft: ProfileDraft,
  { example }: ProfileOptions,
  language: Language,
): ProfileDraft {
  const now = example[draft.language];
  const untouched = draft.characterName === now.character_name && draft.basicInfo === now.basic_info;
  if (!untouched || draft.language === language) return draft;
  const { character_name: characterName, basic_info: basicInfo } = example[language];
  return { ...draft, characterName, basicInfo, language };
}

/** The provider's own default model. */
export function defaultModel(options: ProfileOptions, providerId: string): string {
  const models = options.providers.find(({ id }) => id === providerId)?.models ?? [];
  return (models.find((model) => model.is_default) ?? models[0])?.id ?? '';
}

/** What was stored at the last visit, as far as the server still knows it. */
export function restoredDraft(stored: unknown, options: ProfileOptions, language: Language): ProfileDraft {
  const draft = defaultDraft(options, language);
  if (typeof stored !== 'object' || stored === null) return draft;
  const old = stored as Partial<ProfileDraft>;
  const template = typeof old.template === 'string' ? old.template : '';
  // Those of another template are known once it is loaded.
  const known = template ? null : new Set(options.categories.map(({ id }) => id));
  const provider = options.providers.find(({ id }) => id === old.provider);
  const model = provider?.models.find(({ id }) => id === old.model);
  return {
    characterName: typeof old.characterName === 'string' ? old.characterName : draft.characterName,
    basicInfo: typeof old.basicInfo === 'string' ? old.basicInfo : draft.basicInfo,
    card: isCard(old.card) ? old.card : null,
    template,
    categories: Array.isArray(old.categories)
      ? old.categories.filter((id) => known?.has(id) ?? true)
      : draft.categories,
    collections: Array.isArray(old.collections) ? old.collections.filter((id) => typeof id === 'string') : [],
    provider: provider?.id ?? draft.provider,
    model: provider ? (model?.id ?? defaultModel(options, provider.id)) : draft.model,
    temperature: typeof old.temperature === 'number' ? old.temperature : draft.temperature,
    concurrency: typeof old.concurrency === 'number' ? old.concurrency : draft.concurrency,
    language: old.language === 'en' || old.language === 'zh' ? old.language : draft.language,
    tokenCap: typeof old.tokenCap === 'number' ? old.tokenCap : null,
    confirmCanon: old.confirmCanon === true,
    review: old.review !== false,
  };
}

/** The draft of which an earlier request was made, as far as the server still knows what it names. */
export function draftOf(
  request: Partial<ProfileRequest>,
  options: ProfileOptions,
  language: Language,
): ProfileDraft {
  return restoredDraft(
    {
      characterName: request.character_name,
      basicInfo: request.basic_info,
      template: request.template_id ?? '',
      categories: request.selected_categories,
      collections: request.selected_collections,
      provider: request.llm_provider,
      model: request.model_name,
      temperature: request.temperature,
      concurrency: request.concurrency,
      language: request.language,
      tokenCap: request.token_cap,
      confirmCanon: request.confirm_canon,
      review: request.review ?? false,
    },
    options,
    language,
  );
}

/** The request that the draft stands for; categories in the template's order. */
export function toRequest(draft: ProfileDraft, { categories }: TemplateChoice): ProfileRequest {
  const chosen = new Set(draft.categories);
  return {
    character_name: draft.characterName.trim(),
    basic_info: draft.basicInfo.trim(),
    ...(draft.card && { imported_card: draft.card.id }),
    ...(draft.template && { template_id: draft.template }),
    selected_categories: categories.map(({ id }) => id).filter((id) => chosen.has(id)),
    selected_collections: [...draft.collections],
    ...(draft.provider && { llm_provider: draft.provider }),
    ...(draft.model && { model_name: draft.model }),
    temperature: draft.temperature,
    language: draft.language,
    concurrency: draft.concurrency,
    ...(draft.confirmCanon && { confirm_canon: true }),
    review: draft.review,
    ...(draft.tokenCap !== null && { token_cap: draft.tokenCap }),
  };
}

function isCard(value: unknown): value is CardReference {
  return typeof value === 'object' && value !== null && typeof (value as CardReference).id === 'string';
}
