import { Localized } from '../../workflow/localized.dto.js';

/** A profile entry that one step writes. */
export class ItemOption {
  /** `<category>.<item>`. */
  id: string;
  name: Localized;
  /** What to write. */
  guidance: Localized;
}

/** A group of items that is chosen as a whole. */
export class CategoryOption {
  id: string;
  name: Localized;
  description: Localized;
  items: ItemOption[];
}

/** A model that can be chosen. */
export class ModelOption {
  id: string;
  /** It sends its reasoning before its answer. */
  reasoning: boolean;
  is_default: boolean;
  /** Per million tokens, in `currency`. */
  input_price?: number;
  /** Per million tokens, in `currency`. */
  output_price?: number;
  /** ISO 4217. */
  currency?: string;
}

/** A configured provider; its address and key stay on the server. */
export class ProviderOption {
  id: string;
  label: string;
  /** It writes sample text, offline. */
  sample: boolean;
  is_default: boolean;
  models: ModelOption[];
}

/** What a request without them means. */
export class ProfileDefaults {
  concurrency: number;
  max_concurrency: number;
  temperature: number;
  language: 'zh' | 'en';
}

/** What to expect of a run. */
export class ProfileEstimates {
  input_tokens_per_item: number;
  output_tokens_per_item: number;
  seconds_per_item: number;
  /** Calls that every run makes besides its items. */
  fixed_calls: number;
}

/** A filled-in form to begin with. */
export class ProfileExample {
  character_name: string;
  basic_info: string;
  selected_categories: string[];
}

/** The example in both languages. */
export class ProfileExamples {
  zh: ProfileExample;
  en: ProfileExample;
}

/** Everything that the form of the character profile needs. */
export class ProfileOptions {
  categories: CategoryOption[];
  providers: ProviderOption[];
  defaults: ProfileDefaults;
  estimates: ProfileEstimates;
  example: ProfileExamples;
}
