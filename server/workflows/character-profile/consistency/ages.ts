import { isAboutOthers, sentencesOf, type Check, type Contradiction } from './contradiction.js';
import { NUMBER, toNumber } from './numerals.js';

/** Ways to state somebody's present age; the first group is the number. */
const PRESENT = {
  zh: [
    new RegExp(
      `(?:今年|现年|如今|眼下|年方|刚满|刚过|已经|现在)(?:有|是|才|已|已经|刚满|刚过)?\\s*(${NUMBER.zh})\\s*岁`,
      'gu',
    ),
    new RegExp(`年(?:龄|纪)(?:是|为|：|:)?\\s*(${NUMBER.zh})\\s*岁`, 'gu'),
  ],
  en: [
    new RegExp(
      `\\b(?:is|now|currently|aged|turned|just turned)\\s+(${NUMBER.en})(?:\\s+years\\s+old|\\s+years\\s+of\\s+age|(?=\\s*[,.;]|\\s+this\\s+year))`,
      'giu',
    ),
    new RegExp(`\\bis\\s+(?:now\\s+)?an?\\s+(${NUMBER.en})-year-old\\b`, 'giu'),
    new RegExp(`\\bage(?:\\s+is)?:?\\s+(${NUMBER.en})\\b(?!\\s*-)`, 'giu'),
  ],
} as const;

/** A time before now: the age is one of then. */
const THEN = {
  zh: /那年|当年|那时|时候|小时|之前|以前|曾经|起就|刚.{0,4}的那/u,
  en: /\b(?:was|were|had|when|at the age|since|then|once|before|by the time)\b/iu,
} as const;

/** The character's present age, stated otherwise than the canon does. */
export const checkAges: Check = (text, canon, language) =>
  sentencesOf(text).flatMap((sentence) => {
    if (THEN[language].test(sentence)) return [];
    return PRESENT[language].flatMap((pattern) =>
      [...sentence.matchAll(pattern)].flatMap((match): Contradiction[] => {
        const clause = sentence
          .slice(0, match.index)
          .split(/[，,：:]/u)
          .at(-1)!;
        if (isAboutOthers(clause, canon, language)) return [];
        if (toNumber(match[1]!) === canon.age) return [];
        return [{ kind: 'age', quote: match[0].trim(), expected: String(canon.age) }];
      }),
    );
  });
