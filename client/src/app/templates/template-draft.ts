import type { Template, TemplateInput } from '../api/types';

export type DraftItem = TemplateInput['categories'][number]['items'][number];
export type DraftCategory = TemplateInput['categories'][number];

/** What the editor holds: the template as it will be sent. */
export type TemplateDraft = TemplateInput;

/** A copy that may be changed. */
export function draftOf({ name, version, content }: Template): TemplateDraft {
  const { categories, style } = content;
  return {
    name,
    base_version: version,
    categories: categories.map((category) => ({
      ...category,
      items: category.items.map((item) => ({ ...item })),
    })),
    style: { ...style },
  };
}

/** Whether sending it would change anything. */
export function isChanged(draft: TemplateDraft, template: Template): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(template));
}

/** The list with one of its parts a place further up or down; at the ends nothing moves. */
export function moved<Part>(parts: readonly Part[], index: number, by: -1 | 1): Part[] {
  const target = index + by;
  if (target < 0 || target >= parts.length) return [...parts];
  const next = [...parts];
  [next[index], next[target]] = [next[target]!, next[index]!];
  return next;
}

/** The name, with a number behind it where it is taken: no two parts of a list are called the same. */
export function freeName(name: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map((part) => part.name));
  let free = name;
  for (let number = 2; names.has(free); number++) free = `${name} ${number}`;
  return free;
}

/** Words as people list them: by commas of either script, or one a line. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[,，、;；\n]/).map((word) => word.trim()))].filter(Boolean);
}
