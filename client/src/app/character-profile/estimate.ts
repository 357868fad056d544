import type { ModelOption, ProfileOptions } from '../api/types';
import type { ProfileDraft, TemplateChoice } from './profile-draft';

const MILLION = 1_000_000;

/** What a run will take, as far as it can be known before. */
export interface Estimate {
  items: number;
  calls: number;
  tokens: number;
  /** ms */
  duration: number;
  /** Absent where the prices are not known. */
  cost?: { amount: number; currency: string };
}

/** From the server's averages for one item. */
export function estimate(
  draft: ProfileDraft,
  options: ProfileOptions,
  { categories }: TemplateChoice = options,
): Estimate {
  const per = options.estimates;
  const chosen = new Set(draft.categories);
  const items = categories
    .filter(({ id }) => chosen.has(id))
    .reduce((sum, category) => sum + category.items.length, 0);
  // Research asks for its questions first.
  const perItem = draft.collections.length > 0 ? 2 : 1;
  const calls =
    items === 0 ? 0 : items * perItem + per.fixed_calls + (draft.review ? draft.categories.length : 0);
  const input = calls * per.input_tokens_per_item;
  const output = calls * per.output_tokens_per_item;
  // The fixed calls come one after the other, before and after the items.
  const rounds = Math.ceil(items / Math.max(1, draft.concurrency)) + (items === 0 ? 0 : per.fixed_calls);
  const cost = priceOf(modelOf(draft, options), input, output);
  return {
    items,
    calls,
    tokens: input + output,
    duration: rounds * per.seconds_per_item * perItem * 1_000,
    ...(cost && { cost }),
  };
}

function modelOf(draft: ProfileDraft, options: ProfileOptions): ModelOption | undefined {
  return options.providers
    .find(({ id }) => id === draft.provider)
    ?.models.find(({ id }) => id === draft.model);
}

function priceOf(model: ModelOption | undefined, input: number, output: number): Estimate['cost'] {
  if (model?.input_price === undefined || model.output_price === undefined) return undefined;
  const amount = (input * model.input_price + output * model.output_price) / MILLION;
  return { amount, currency: model.currency ?? 'USD' };
}
