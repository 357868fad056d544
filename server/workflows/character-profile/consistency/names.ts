import type { Canon } from '../canon.js';
import { sentencesOf, type Check, type Contradiction } from './contradiction.js';

type NameFact = 'father' | 'mother' | 'sibling' | 'friend' | 'mentor' | 'colleague' | 'rival' | 'pet_name';

/** A name as it is said, and the words that say it. */
interface Said {
  quote: string;
  said: string;
}

const RELATIONS: Record<'zh' | 'en', Readonly<Record<NameFact, string>>> = {
  zh: {
    father: '父亲|爸爸|爹',
    mother: '母亲|妈妈|娘',
    sibling: '',
    friend: '好友|挚友|闺蜜|最好的朋友',
    mentor: '师父|导师|恩师|启蒙老师',
    colleague: '同事|搭档',
    rival: '对手|死对头',
    pet_name: '猫|狗|乌龟|兔子?|鸟',
  },
  en: {
    father: 'father|dad',
    mother: 'mother|mum|mom',
    sibling: '',
    friend: 'best friend|closest friend',
    mentor: 'mentor',
    colleague: '',
    rival: 'rival',
    pet_name: 'cat|dog|tortoise|rabbit|bird|parrot',
  },
};

/** After a surname these are titles, not given names. */
const TITLES = /^(?:老师|先生|师傅|师父|医生|教授|老板|主任|厂长|太太|女士|小姐|家|氏|姓|某|伯|叔|婶|嫂)/u;
const EN_TITLES =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Captain|Professor|Sir|Aunt|Uncle|Old|The|A|An|In|On|At|It|He|She|They|But|And|When|I)$/u;
const HAN = '\\p{Script=Han}';

/** People of the canon under other names, and the character's own name misspelt. */
export const checkNames: Check = (text, canon, language) =>
  sentencesOf(text).flatMap((sentence) => [
    ...(Object.keys(RELATIONS.zh) as NameFact[]).flatMap((fact) =>
      wrongNames(sentence, fact, canon, language),
    ),
    ...(language === 'zh' ? misspeltHan(sentence, canon) : misspeltLatin(sentence, canon)),
  ]);

function wrongNames(sentence: string, fact: NameFact, canon: Canon, language: 'zh' | 'en'): Contradiction[] {
  const relation = fact === 'sibling' ? canon.sibling_relation : RELATIONS[language][fact];
  const name = canon[fact];
  if (!relation || !name) return [];
  const found =
    language === 'zh' ? namesAfterHan(sentence, fact, relation, name) : namesAfterLatin(sentence, relation);
  return found.flatMap(({ quote, said }) =>
    agrees(said, name, language) ? [] : [{ kind: 'name', quote, expected: name }],
  );
}

/** Before a relation: it is somebody else's (外公的父亲, 祖父). A pet's owner may stand there. */
const OF_OTHERS = '(?<![的祖外伯叔岳继养])';

/** 母亲叫李芳; or, where the surname is the canon's, 母亲李芳. */
function namesAfterHan(sentence: string, fact: NameFact, relation: string, name: string): Said[] {
  const before = fact === 'pet_name' ? '' : OF_OTHERS;
  const named = new RegExp(
    `${before}(?:${relation})(?:名)?(?:叫|名为|名字是|的名字是|的名字叫)(?:做)?(?![了着得个])(${HAN}{2,4}?)(?=[，。、；,.：:！？]|$|是|在|的|从|当|曾|原|今)`,
    'gu',
  );
  const given = Math.max(1, name.length - 1);
  const direct = new RegExp(`${before}(?:${relation})(${name.slice(0, 1)}${HAN}{${given}})`, 'gu');
  const met = [...sentence.matchAll(named), ...(name.length > 1 ? sentence.matchAll(direct) : [])];
  return met
    .filter((match) => !TITLES.test(match[1]!.slice(1)))
    .map((match) => ({ quote: match[0], said: match[1]! }));
}

/** "her mother, Anna" or "a cat called Fig". */
function namesAfterLatin(sentence: string, relation: string): Said[] {
  const pattern = new RegExp(
    `\\b(?:[Hh]er|[Hh]is|[Tt]heir|[Aa]|[Tt]he|[Oo]ne)\\s+(?:\\w+\\s+)?(?:${relation})(?:,| is| was|)(?: named| called)?,?\\s+(\\p{Lu}\\p{Ll}+(?:\\s\\p{Lu}\\p{Ll}+)?)`,
    'gu',
  );
  return [...sentence.matchAll(pattern)].flatMap((match) =>
    EN_TITLES.test(match[1]!.split(' ')[0]!) ? [] : [{ quote: match[0], said: match[1]! }],
  );
}

function agrees(said: string, name: string, language: 'zh' | 'en'): boolean {
  if (language === 'zh') return said.includes(name) || name.includes(said) || name.endsWith(said.slice(0, 2));
  const words = name.toLowerCase().split(/\s+/);
  return said
    .toLowerCase()
    .split(/\s+/)
    .some((word) => words.includes(word));
}

/** One character of a name of three or more is another. */
function misspeltHan(sentence: string, canon: Canon): Contradiction[] {
  const { name } = canon;
  const length = [...name].length;
  if (length < 3 || !new RegExp(`^${HAN}+$`, 'u').test(name)) return [];
  const relatives = [canon.father, canon.mother, canon.sibling];
  const pattern = new RegExp(`${name.slice(0, 1)}${HAN}{${length - 1}}`, 'gu');
  return [...sentence.matchAll(pattern)].flatMap(([met]) => {
    const wrong = [...met].filter((character, index) => character !== [...name][index]).length;
    if (wrong !== 1 || relatives.includes(met) || TITLES.test(met.slice(1))) return [];
    return [{ kind: 'name', quote: met, expected: name }];
  });
}

/** One letter of a word of the name is another, missing, or too many. */
function misspeltLatin(sentence: string, canon: Canon): Contradiction[] {
  const own = canon.name.split(/\s+/).filter((word) => word.length >= 5);
  const known = [
    canon.father,
    canon.mother,
    canon.sibling,
    canon.friend,
    canon.mentor,
    canon.colleague,
    canon.rival,
    canon.pet_name,
    canon.name,
  ].flatMap((name) => name.split(/\s+/));
  return [...sentence.matchAll(/(?<![.!?]\s)\b\p{Lu}\p{L}{3,}\b/gu)].flatMap(([met]) => {
    const meant = own.find((word) => differsByOne(met, word));
    if (!meant || known.includes(met) || met === `${meant}s`) return [];
    return [{ kind: 'name', quote: met, expected: canon.name }];
  });
}

function differsByOne(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const rest = (skipOne: number, skipOther: number) =>
    one.slice(start + skipOne) === other.slice(start + skipOther);
  return start > 0 && (rest(1, 1) || rest(1, 0) || rest(0, 1));
}
