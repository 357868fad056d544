import { plainName } from './plain-name.js';

/** An entry that one step writes. */
export interface TemplateItemContent {
  id: string;
  name: string;
  content: string;
  keywords: string;
  note: string;
}

/** Entries that are chosen as a whole. */
export interface TemplateCategoryContent {
  id: string;
  name: string;
  items: TemplateItemContent[];
}

/** How everything is to be written. */
export interface HouseStyle {
  voice: string;
  tense: string;
  /** Words that no text may use. */
  banned: string[];
  /** Words that the profile as a whole must use. */
  required: string[];
}

/** A version of a template. */
export interface TemplateContent {
  categories: TemplateCategoryContent[];
  style: HouseStyle;
}

/** Of one template; as many as a run may choose. */
export const MAX_CATEGORIES = 100;
/** Of one template, in all its categories: rows of its table. */
export const MAX_ITEMS = 1_000;

export const NO_STYLE: HouseStyle = { voice: '', tense: '', banned: [], required: [] };

interface Unnumbered<Part> extends Omit<TemplateCategoryContent, 'id' | 'items'> {
  id?: string;
  items: readonly Part[];
}

type UnnumberedItem = Omit<TemplateItemContent, 'id'> & { id?: string };

/**
 * Gives an id to what has none: that of the same name in the version before, so that a session's items stay the same,
 * else the next number. Ids that stand twice count as none.
 */
export function withIds(
  categories: readonly Unnumbered<UnnumberedItem>[],
  before?: TemplateContent,
): TemplateCategoryContent[] {
  const old = before?.categories ?? [];
  return numbered(oneLine(categories), old, 'c').map((category) => ({
    id: category.id,
    name: category.name,
    items: numbered(oneLine(category.items), old.find(({ id }) => id === category.id)?.items ?? [], 'i').map(
      ({ id, name, content, keywords, note }) => ({ id, name, content, keywords, note }),
    ),
  }));
}

function oneLine<Part extends { name: string }>(parts: readonly Part[]): Part[] {
  return parts.map((part) => ({ ...part, name: plainName(part.name) }));
}

function numbered<Part extends { id?: string; name: string }>(
  parts: readonly Part[],
  before: readonly { id: string; name: string }[],
  letter: string,
): (Part & { id: string })[] {
  const taken = new Set<string>();
  const claim = (id: string | undefined): string | undefined => {
    if (id === undefined || taken.has(id)) return undefined;
    taken.add(id);
    return id;
  };
  const kept = parts.map((part) => claim(part.id));
  const known = parts.map(
    (part, index) => kept[index] ?? claim(before.find(({ name }) => name === part.name)?.id),
  );
  let next = 1;
  const free = (): string => {
    while (taken.has(`${letter}${next}`) || before.some(({ id }) => id === `${letter}${next}`)) next++;
    return claim(`${letter}${next}`)!;
  };
  return parts.map((part, index) => ({ ...part, id: known[index] ?? free() }));
}
