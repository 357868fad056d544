import type { ExportSource } from '../exporter.js';

/** One text that a player's program puts in when a keyword is met. */
export interface LoreEntry {
  id: number;
  name: string;
  category: string;
  keywords: readonly string[];
  text: string;
}

/** The written items in the template's order, without those that are told elsewhere. */
export function toLore(
  { content, description }: ExportSource,
  told: ReadonlySet<string> = new Set(),
): LoreEntry[] {
  const colon = content.language === 'zh' ? '：' : ': ';
  return content.categories
    .flatMap(({ name: category, items }) => items.map((item) => ({ ...item, category })))
    .filter(({ id, text }) => text !== null && !told.has(id))
    .map(({ id, name, category, text }, index) => ({
      id: index,
      name,
      category,
      keywords: description.keywords.get(id) ?? [name],
      // The name first tells the model what it reads; it also keeps `@@` off the head of the text, where the V3
      // specification would obey it as a decorator.
      text: `${name}${colon}${text}`,
    }));
}
