import type { ProviderRegistry } from '../../language-model/provider-registry.js';
import type { ProfileOptions } from './profile-options.dto.js';
import type { TemplateCategory } from './profile-template.js';

const EXAMPLE = {
  zh: {
    character_name: '沈知微',
    basic_info: '27 岁，女，古籍修复师，生于绍兴，现居杭州。寡言、细致，祖父曾是装裱匠人。',
  },
  en: {
    character_name: 'Nell Harrow',
    basic_info: '31 years old, female, book conservator, born in Whitby, lives in Bristol. Quiet and exact.',
  },
};
const EXAMPLE_CATEGORIES = ['basic', 'appearance', 'personality'];

/** What the form of the profile needs. */
export function optionsOf(
  categories: readonly TemplateCategory[],
  registry: ProviderRegistry,
): ProfileOptions {
  const standard = registry.default;
  const ids = categories.map(({ id }) => id);
  // The template is people's to edit: what the example names may be gone.
  const examples = EXAMPLE_CATEGORIES.filter((id) => ids.includes(id));
  const selected_categories = [...new Set([...examples, ...ids])].slice(0, EXAMPLE_CATEGORIES.length);
  return {
    categories: categories.map((category) => ({ ...category, items: [...category.items] })),
    // Field by field: a provider's configuration holds its key and address.
    providers: registry.list().map(({ id, label, sample, models }) => ({
      id,
      label,
      sample: sample ?? false,
      is_default: id === standard.id,
      models: models.map((model, index) => ({
        id: model.id,
        reasoning: model.reasoning ?? false,
        is_default: index === 0,
        ...(model.inputPrice !== undefined && { input_price: model.inputPrice }),
        ...(model.outputPrice !== undefined && { output_price: model.outputPrice }),
        ...(model.currency !== undefined && { currency: model.currency }),
      })),
    })),
    defaults: { concurrency: 4, max_concurrency: 16, temperature: 0.8, language: 'zh' },
    // Of the offline model; a real one is of the same order.
    estimates: {
      input_tokens_per_item: 900,
      output_tokens_per_item: 260,
      seconds_per_item: 5,
      fixed_calls: 1,
    },
    example: {
      zh: { ...EXAMPLE.zh, selected_categories },
      en: { ...EXAMPLE.en, selected_categories },
    },
  };
}
