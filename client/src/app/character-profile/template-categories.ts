import type { CategoryOption, Template } from '../api/types';

/** The categories of a template of people, as the built-in one has them: in whatever language they are. */
export function toCategories({ content }: Template): CategoryOption[] {
  const same = (text: string) => ({ zh: text, en: text });
  return content.categories.map(({ id, name, items }) => ({
    id: id ?? '',
    name: same(name),
    description: same(''),
    items: items.map((item) => ({
      id: item.id ?? '',
      name: same(item.name),
      guidance: same(item.content ?? ''),
    })),
  }));
}
