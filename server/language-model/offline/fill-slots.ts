import type { Gender } from './canon-facts.js';
import type { Language } from './prompt-tags.js';

const TA: Record<Gender, string> = { female: '她', male: '他', nonbinary: 'TA' };

const PRONOUNS: Record<'female' | 'male', Record<string, string>> = {
  female: { they: 'she', them: 'her', their: 'her', themself: 'herself' },
  male: { they: 'he', them: 'him', their: 'his', themself: 'himself' },
};

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Fills the slots of a passage in one pass, so that a value with braces in it stays what it is. */
export function fillSlots(
  passage: string,
  canon: Readonly<Record<string, unknown>>,
  language: Language,
): string {
  const gender: Gender =
    canon['gender'] === 'male' || canon['gender'] === 'nonbinary' ? canon['gender'] : 'female';
  const value = (slot: string) =>
    pronoun(slot, gender, asText(canon['name']), language) ??
    (slot === 'birth_date' ? date(asText(canon[slot]), language) : asText(canon[slot]));
  if (language === 'zh') return passage.replace(/\{(\w+)\}/g, (_, slot: string) => value(slot));
  return passage.replace(/(?:\b([Aa])n? )?\{(\w+)\}/g, (_, article: string | undefined, slot: string) => {
    const text = value(slot);
    return article ? `${article}${/^[aeiou]/i.test(text) ? 'n' : ''} ${text}` : text;
  });
}

function pronoun(slot: string, gender: Gender, name: string, language: Language): string | undefined {
  if (slot === 'ta') return TA[gender];
  if (language === 'zh') return undefined;
  const key = slot.toLowerCase();
  if (!(key in PRONOUNS.female)) return undefined;
  // Passages have singular verbs, which "they" does not take; the name fits every sentence.
  if (gender === 'nonbinary') return key === 'themself' ? key : key === 'their' ? `${name}'s` : name;
  const word = PRONOUNS[gender][key] ?? name;
  return slot === key ? word : word.charAt(0).toUpperCase() + word.slice(1);
}

/** `YYYY-MM-DD` as people write it; anything else as it is. */
function date(value: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  if (!year || !month || !day) return value;
  if (language === 'zh') return `${year}年${Number(month)}月${Number(day)}日`;
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
