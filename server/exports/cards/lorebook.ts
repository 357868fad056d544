import type { ExportSource } from '../exporter.js';
import { type LoreEntry, toLore } from './lore.js';

/** Messages in which keywords are looked for. */
const SCAN_DEPTH = 4;

/** https://github.com/kwaroran/character-card-spec-v3/blob/main/SPEC_V3.md#lorebook-fields */
export interface Lorebook {
  name: string;
  scan_depth: number;
  recursive_scanning: boolean;
  extensions: Record<string, unknown>;
  entries: LorebookEntry[];
}

interface LorebookEntry {
  keys: string[];
  secondary_keys: string[];
  content: string;
  extensions: Record<string, unknown>;
  enabled: boolean;
  insertion_order: number;
  case_sensitive: boolean;
  use_regex: boolean;
  constant: boolean;
  selective: boolean;
  name: string;
  comment: string;
  priority: number;
  id: number;
  position: 'before_char' | 'after_char';
}

/** The book of V3. */
export function toLorebook(source: ExportSource, told?: ReadonlySet<string>): Lorebook {
  return {
    name: source.content.title,
    scan_depth: SCAN_DEPTH,
    // An entry that mentions another would pull in half of the profile.
    recursive_scanning: false,
    extensions: {},
    entries: toLore(source, told).map(toEntry),
  };
}

/** The same for V2, which knows no regular expressions. */
export function toCharacterBook(book: Lorebook): object {
  return { ...book, entries: book.entries.map(({ use_regex: _, ...entry }) => entry) };
}

function toEntry({ id, name, category, keywords, text }: LoreEntry): LorebookEntry {
  return {
    keys: [...keywords],
    secondary_keys: [],
    content: text,
    extensions: {},
    enabled: true,
    insertion_order: 100 + id,
    case_sensitive: false,
    use_regex: false,
    constant: false,
    selective: false,
    name,
    comment: `${category} · ${name}`,
    priority: 10,
    id,
    position: 'after_char',
  };
}
