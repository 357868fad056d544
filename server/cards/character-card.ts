/** A card as it came: whatever a program has put into it. */
export type CardJson = Record<string, unknown>;

/** Which of the three forms it has. V1 is the fields alone, without `spec` and `data`. */
export type CardSpec = 'v1' | 'v2' | 'v3';

/** Fields of `data` that we read or write. */
const DATA_FIELDS = new Set(
  'name description personality scenario first_mes mes_example creator_notes system_prompt post_history_instructions alternate_greetings character_book tags creator character_version extensions assets nickname creator_notes_multilingual source group_only_greetings creation_date modification_date'.split(
    ' ',
  ),
);
const ENTRY_FIELDS = new Set(
  'keys secondary_keys content extensions enabled insertion_order case_sensitive use_regex constant selective name comment priority id position'.split(
    ' ',
  ),
);

export function specOf(card: CardJson): CardSpec {
  if (!isObject(card['data'])) return 'v1';
  return card['spec'] === 'chara_card_v3' ? 'v3' : 'v2';
}

/** The fields that every form has. */
export function dataOf(card: CardJson): CardJson {
  return isObject(card['data']) ? card['data'] : card;
}

/** A text field; empty where there is none. */
export function textOf(card: CardJson, field: string): string {
  const value = dataOf(card)[field];
  return typeof value === 'string' ? value.trim() : '';
}

/** Entries of its lorebook, as they came. */
export function entriesOf(card: CardJson): CardJson[] {
  const book = dataOf(card)['character_book'];
  const entries = isObject(book) ? book['entries'] : undefined;
  return Array.isArray(entries) ? entries.filter((entry) => isObject(entry)) : [];
}

/** Paths of what no specification that we know says; it is kept all the same. Each path once, at most 100. */
export function unknownFields(card: CardJson): string[] {
  const data = dataOf(card);
  const at = data === card ? '' : 'data.';
  const top =
    data === card ? [] : Object.keys(card).filter((key) => !['spec', 'spec_version', 'data'].includes(key));
  const extensions = isObject(data['extensions']) ? Object.keys(data['extensions']) : [];
  const paths = [
    ...top,
    ...Object.keys(data)
      .filter((key) => !DATA_FIELDS.has(key))
      .map((key) => `${at}${key}`),
    ...extensions.map((key) => `${at}extensions.${key}`),
    ...entriesOf(card)
      .flatMap((entry) => [
        ...Object.keys(entry).filter((key) => !ENTRY_FIELDS.has(key)),
        ...(isObject(entry['extensions'])
          ? Object.keys(entry['extensions']).map((key) => `extensions.${key}`)
          : []),
      ])
      .map((key) => `${at}character_book.entries[].${key}`),
  ];
  return [...new Set(paths)].slice(0, 100);
}

export function isObject(value: unknown): value is CardJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
