import type { ProviderConfig } from '../../config/provider.js';
import type { ProviderRegistry } from '../../language-model/provider-registry.js';
import type { FieldError } from '../../problem/problem.js';
import type { StepProvenance } from '../../workflow/step-provenance.js';
import type { CharacterProfileInput } from './character-profile.dto.js';
import { invalidFields } from './invalid-fields.js';
import type { ProfileTemplate } from './profile-template.js';

/**
 * The model that the request means, or the standard one; and whether its categories are there.
 * @throws Problem 400 `validation_failed`
 */
export function chooseModel(
  input: CharacterProfileInput,
  template: ProfileTemplate,
  providers: ProviderRegistry,
): { provider: ProviderConfig; model: string } {
  const errors: FieldError[] = [];
  const known = new Set(template.categories.map(({ id }) => id));
  input.selected_categories.forEach((id, index) => {
    if (known.has(id)) return;
    const message = 'is not a category of the template';
    errors.push({ field: `selected_categories[${index}]`, message, code: 'unknown_category' });
  });
  const provider = input.llm_provider ? providers.find(input.llm_provider) : providers.default;
  if (!provider) {
    errors.push({
      field: 'llm_provider',
      message: 'is not a configured provider',
      code: 'unknown_provider',
    });
  }
  const model = input.model_name ?? provider?.models[0]?.id ?? '';
  if (provider && !provider.models.some(({ id }) => id === model)) {
    errors.push({ field: 'model_name', message: 'is not a model of this provider', code: 'unknown_model' });
  }
  if (errors.length > 0 || !provider) {
    throw invalidFields(errors);
  }
  return { provider, model };
}

/** What the model costs; undefined where the providers' file does not say. */
export function pricesOf(provider: ProviderConfig, model: string): StepProvenance['prices'] {
  const {
    inputPrice: input,
    outputPrice: output,
    currency,
  } = provider.models.find(({ id }) => id === model)!;
  return input === undefined && output === undefined ? undefined : { input, output, currency };
}
