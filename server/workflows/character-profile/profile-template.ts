import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type {
  HouseStyle,
  TemplateCategoryContent,
  TemplateContent,
} from '../../templates/template-content.js';
import type { Localized } from '../../workflow/localized.dto.js';

/** One entry of a profile. */
export interface TemplateItem {
  /** `<category>.<item>`, e.g. `appearance.height`; also the step's id. */
  id: string;
  name: Localized;
  /** What to write, for the model and for people. */
  guidance: Localized;
  /** What the text should touch upon. */
  keywords?: string;
}

export interface TemplateCategory {
  id: string;
  name: Localized;
  description: Localized;
  items: readonly TemplateItem[];
}

/** What a run writes, and how. */
export interface ProfileTemplate {
  categories: readonly TemplateCategory[];
  style: HouseStyle;
}

/** A template of people, as the built-in one is: whatever language it is in, it has the one text. */
export function toProfileTemplate({ categories, style }: TemplateContent): ProfileTemplate {
  const same = (text: string): Localized => ({ zh: text, en: text });
  return {
    style,
    categories: categories.map(({ id, name, items }) => ({
      id,
      name: same(name),
      description: same(''),
      items: items.map((item) => ({
        id: `${id}.${item.id}`,
        name: same(item.name),
        guidance: same(item.content),
        ...(item.keywords && { keywords: item.keywords }),
      })),
    })),
  };
}

/** The built-in template as one of people: the texts of one language. */
export function inLanguage(
  categories: readonly TemplateCategory[],
  language: keyof Localized,
): TemplateCategoryContent[] {
  return categories.map(({ id, name, items }) => ({
    id,
    name: name[language],
    items: items.map((item) => ({
      id: item.id.slice(id.length + 1),
      name: item.name[language],
      content: item.guidance[language],
      keywords: item.keywords ?? '',
      note: '',
    })),
  }));
}

/** The categories in the order of their files. @throws Error for a file that people have broken while editing. */
export function readTemplate(folder = join(import.meta.dirname, 'template')): TemplateCategory[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const categories = files.map((file) => {
    const category = parse(readFileSync(join(folder, file), 'utf8')) as TemplateCategory;
    for (const item of category.items ?? []) {
      if (!/^[a-z0-9-]+$/.test(item.id) || !item.name?.zh || !item.name?.en) {
        throw new Error(`${file}: the item "${item.id}" needs an ASCII id and a name in zh and en.`);
      }
    }
    const items = category.items.map((item) => ({ ...item, id: `${category.id}.${item.id}` }));
    return { ...category, items };
  });
  const ids = categories.flatMap((category) => category.items.map((item) => item.id));
  if (new Set(ids).size !== ids.length) throw new Error('The template uses an item id twice.');
  return categories;
}
