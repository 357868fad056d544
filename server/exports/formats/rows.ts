import type { ExportSource } from '../exporter.js';
import { WORDS } from '../words.js';

/** A line of a table: category, item, content, keywords, notes; the columns in which templates are imported. */
export type Row = readonly [string, string, string, string, string];

/** One row an item, missing ones too, so that a gap is seen. */
export function toRows({ content, description }: ExportSource): Row[] {
  const words = WORDS[content.language];
  return content.categories.flatMap((category) =>
    category.items.map(({ id, name, text, flags }): Row => {
      const notes = [
        ...(text === null ? [words.missing] : content.sample ? [words.sample] : []),
        ...(flags.includes('cut') ? [words.cut] : []),
        ...bannedIn(flags).map((word) => `${words.banned}${word}`),
      ];
      const keywords = description.keywords.get(id) ?? [];
      return [category.name, name, text ?? '', keywords.join(words.separator), notes.join(words.separator)];
    }),
  );
}

const BANNED = 'banned:';

function bannedIn(flags: readonly string[]): string[] {
  return flags.filter((flag) => flag.startsWith(BANNED)).map((flag) => flag.slice(BANNED.length));
}
