import type { ProfileOptions } from '../api/types';

const name = { zh: '名', en: 'name' };
const item = (id: string) => ({ id, name, guidance: name });

/** What the server offers, for tests: 3 + 2 items, a sample provider and a priced one. */
export const OPTIONS: ProfileOptions = {
  categories: [
    { id: 'basic', name, description: name, items: ['a', 'b', 'c'].map(item) },
    { id: 'looks', name, description: name, items: ['d', 'e'].map(item) },
  ],
  providers: [
    {
      id: 'offline',
      label: 'Offline',
      sample: true,
      is_default: true,
      models: [{ id: 'sample', reasoning: true, is_default: true }],
    },
    {
      id: 'real',
      label: 'Real',
      sample: false,
      is_default: false,
      models: [
        { id: 'small', reasoning: false, is_default: true },
        { id: 'large', reasoning: true, is_default: true, input_price: 2, output_price: 8, currency: 'USD' },
      ],
    },
  ],
  defaults: { concurrency: 4, max_concurrency: 16, temperature: 0.8, language: 'zh' },
  estimates: {
    input_tokens_per_item: 1_000,
    output_tokens_per_item: 500,
    seconds_per_item: 10,
    fixed_calls: 1,
  },
  example: {
    zh: { character_name: '沈知微', basic_info: '27 岁', selected_categories: ['basic'] },
    en: { character_name: 'Nell', basic_info: '31', selected_categories: ['basic'] },
  },
};
