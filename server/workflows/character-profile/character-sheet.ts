import type { CharacterSheet, ContentDescription, SessionContent } from '../../workflow/session-content.js';
import type { ContentItem, Fact } from '../../workflow/session-content.dto.js';
import { type Canon, parseCanon } from './canon.js';
import { FACT_NAMES, GENDERS } from './fact-names.js';

/** Categories whose texts say who the character is; a card holds them itself, the others are in its lorebook. */
const DESCRIPTION = ['basic', 'appearance'];
const PERSONALITY = ['personality'];

/** Facts that are names: a text that mentions one is found by it. */
const NAMES: readonly (keyof Canon)[] = [
  'birthplace',
  'residence',
  'workplace',
  'school',
  'father',
  'mother',
  'sibling',
  'friend',
  'mentor',
  'colleague',
  'rival',
  'pet_name',
];

/** Shorter words would be met in every second sentence. */
const MIN_KEYWORD = 2;

/** What a profile is, beyond its items: the canon as facts, keywords out of it, and the fields of a character card. */
export function describeProfile(content: SessionContent): ContentDescription {
  const canon = readCanon(content.textOf('canon'));
  const facts = canon ? toFacts(canon, content.language) : [];
  const items = content.categories.flatMap((category) => category.items);
  return {
    facts,
    keywords: new Map(items.map((item) => [item.id, keywordsOf(item, canon)])),
    character: toSheet(content, canon, facts),
  };
}

/** The log keeps the answer as the model gave it; a canon that no longer reads is left out, not fatal. */
function readCanon(answer: string | undefined): Canon | undefined {
  if (answer === undefined) return undefined;
  try {
    return parseCanon(answer);
  } catch {
    return undefined;
  }
}

function toFacts(canon: Canon, language: 'zh' | 'en'): Fact[] {
  return (Object.keys(FACT_NAMES) as (keyof Canon)[]).map((key) => {
    const value = String(canon[key]);
    const word = key === 'gender' && Object.hasOwn(GENDERS, value) ? GENDERS[value]![language] : value;
    return { key, name: FACT_NAMES[key][language], value: word };
  });
}

function keywordsOf({ name, text }: ContentItem, canon: Canon | undefined): string[] {
  const met = NAMES.map((key) => String(canon?.[key] ?? '')).filter(
    (word) => word.length >= MIN_KEYWORD && text?.includes(word),
  );
  return [...new Set([name, ...met])];
}

function toSheet(content: SessionContent, canon: Canon | undefined, facts: readonly Fact[]): CharacterSheet {
  const zh = content.language === 'zh';
  const of = (ids: readonly string[]): ContentItem[] =>
    content.categories.filter(({ id }) => ids.includes(id)).flatMap(({ items }) => items);
  const told = [...of(DESCRIPTION), ...of(PERSONALITY)].filter(({ text }) => text !== null);
  const colon = zh ? '：' : ': ';
  const lines = facts.map(({ name, value }) => `${name}${colon}${value}`);
  const texts = (items: readonly ContentItem[]): string[] =>
    items.flatMap(({ text }) => (text === null ? [] : [text]));
  const traits = canon ? [canon.trait1, canon.trait2, canon.flaw].join(zh ? '、' : ', ') : '';
  const name = content.title;
  return {
    name,
    description: [lines.join('\n'), ...texts(of(DESCRIPTION))].filter(Boolean).join('\n\n'),
    personality: texts(of(PERSONALITY)).join('\n\n') || traits,
    scenario: canon ? scenario(canon, name, zh) : '',
    greeting: zh ? `*${name}抬起头，看向{{user}}。*` : `*${name} looks up at {{user}}.*`,
    told: new Set(told.map(({ id }) => id)),
  };
}

function scenario({ current_year, residence, workplace, job }: Canon, name: string, zh: boolean): string {
  return zh
    ? `${current_year}年，${residence}。${name}（${job}），${workplace}。`
    : `${residence}, ${current_year}. ${name} (${job}), ${workplace}.`;
}
