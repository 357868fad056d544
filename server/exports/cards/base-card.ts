import { dataOf, entriesOf, isObject, textOf, type CardJson } from '../../cards/character-card.js';

/** Fields that a card of the first form has beside each other. */
const V1_FIELDS = ['name', 'description', 'personality', 'scenario', 'first_mes', 'mes_example'];
/** Of these the imported text stays: somebody has written it for players. */
const KEPT_TEXTS = [
  'first_mes',
  'mes_example',
  'system_prompt',
  'post_history_instructions',
  'creator',
  'character_version',
];

/**
 * A card of ours upon the one that the profile began with: what the profile has written replaces name, description,
 * personality and scenario; greetings, prompts, creator and assets stay; tags, notes and lorebook entries stand beside
 * ours; and whatever we do not know stays where it was.
 */
export function upon(base: CardJson | undefined, ours: { data: CardJson } & CardJson): object {
  if (!base) return ours;
  const before = dataOf(base);
  const outer = before === base ? without(base, V1_FIELDS) : base;
  const kept = Object.fromEntries(
    KEPT_TEXTS.flatMap((field) => (textOf(base, field) ? [[field, before[field]]] : [])),
  );
  const data = {
    ...(before === base ? {} : before),
    ...ours.data,
    ...kept,
    ...listed(before, 'alternate_greetings'),
    ...listed(before, 'group_only_greetings'),
    ...listed(before, 'assets'),
    tags: [...new Set([...list(before['tags']), ...list(ours.data['tags'])])],
    creator_notes: [textOf(base, 'creator_notes'), ours.data['creator_notes']].filter(Boolean).join('\n\n'),
    extensions: {
      ...(isObject(before['extensions']) ? before['extensions'] : {}),
      ...(ours.data['extensions'] as object),
    },
    character_book: bookUpon(base, ours.data['character_book'] as CardJson, ours['spec'] === 'chara_card_v3'),
  };
  return { ...outer, ...ours, data };
}

/** Their entries first, as they came, with what V3 asks of each; ours have the next numbers. */
export function bookUpon(base: CardJson | undefined, ours: CardJson, v3: boolean): CardJson {
  if (!base) return ours;
  const theirs = entriesOf(base).map((entry) => (v3 ? { use_regex: false, ...entry } : entry));
  const book = dataOf(base)['character_book'];
  const next = Math.max(-1, ...theirs.map(({ id }) => (typeof id === 'number' ? id : -1))) + 1;
  const entries = (ours['entries'] as CardJson[]).map((entry, index) => ({ ...entry, id: next + index }));
  return { ...ours, ...(isObject(book) ? book : {}), entries: [...theirs, ...entries] };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The field, where there is something in it. */
function listed(data: CardJson, field: string): CardJson {
  return list(data[field]).length > 0 ? { [field]: data[field] } : {};
}

function without(card: CardJson, fields: readonly string[]): CardJson {
  return Object.fromEntries(Object.entries(card).filter(([key]) => !fields.includes(key)));
}
