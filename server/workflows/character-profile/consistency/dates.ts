import type { Canon } from '../canon.js';
import { isAboutOthers, sentencesOf, type Check, type Contradiction } from './contradiction.js';
import { toNumber, YEAR } from './numerals.js';

type YearFact = 'birth_year' | 'graduation_year' | 'work_start_year';

/** Ways to state a year of the character's life; the first group is the year. */
const YEARS: Record<'zh' | 'en', readonly (readonly [YearFact, RegExp])[]> = {
  zh: [
    ['birth_year', new RegExp(`(?:生于|出生于|诞生于)\\s*(${YEAR.zh})\\s*年`, 'gu')],
    [
      'birth_year',
      new RegExp(
        `(${YEAR.zh})\\s*年(?:\\d{1,2}月(?:\\d{1,2}日)?)?[^，。、年]{0,8}?(?:出生|生于|呱呱坠地)`,
        'gu',
      ),
    ],
    [
      'graduation_year',
      new RegExp(`(${YEAR.zh})\\s*年(?:夏天|夏|秋天|春天|六月|七月|6月|7月)?[^，。、年]{0,10}?毕业`, 'gu'),
    ],
    [
      'work_start_year',
      new RegExp(
        `(${YEAR.zh})\\s*年(?:起|初|底|春天|夏天|秋天|冬天)?[^，。、年]{0,6}?(?:入行|参加工作|开始工作)`,
        'gu',
      ),
    ],
  ],
  en: [
    ['birth_year', new RegExp(`\\bborn\\b[^.,;]{0,40}?\\b(?:in|on)\\b[^.;]{0,20}?(${YEAR.en})`, 'giu')],
    ['graduation_year', new RegExp(`\\bgraduat\\w+[^.,;]{0,40}?\\bin\\s+(${YEAR.en})`, 'giu')],
    [
      'work_start_year',
      new RegExp(
        `\\b(?:start|began|begun|enter)\\w*\\s+(?:work|the trade|the profession|working)[^.,;]{0,30}?\\bin\\s+(${YEAR.en})`,
        'giu',
      ),
    ],
  ],
};

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** Ways to state the birthday: month, day. */
const BIRTHDAY = {
  zh: [
    /生日(?:是|在|为|：|:)?[^，。]{0,6}?(\d{1,2})月(\d{1,2})日/gu,
    /(?:生于|出生于)[^，。]{0,8}?(\d{1,2})月(\d{1,2})日/gu,
    /(\d{1,2})月(\d{1,2})日[^，。]{0,4}?(?:出生|过生日|是[她他]的生日)/gu,
  ],
  en: [
    new RegExp(
      `\\b(?:birthday (?:is|falls) (?:on )?|born on )(?:the )?(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${MONTHS.join('|')})`,
      'giu',
    ),
    new RegExp(`\\b(?:birthday (?:is|falls) (?:on )?|born on )(${MONTHS.join('|')}) (\\d{1,2})`, 'giu'),
  ],
} as const;

/** Years and the birthday of the character, stated otherwise than the canon does. */
export const checkDates: Check = (text, canon, language) =>
  sentencesOf(text).flatMap((sentence) => [
    ...YEARS[language].flatMap(([fact, pattern]) => wrongYears(sentence, fact, pattern, canon, language)),
    ...BIRTHDAY[language].flatMap((pattern) => wrongBirthdays(sentence, pattern, canon, language)),
  ]);

function wrongYears(
  sentence: string,
  fact: YearFact,
  pattern: RegExp,
  canon: Canon,
  language: 'zh' | 'en',
): Contradiction[] {
  return [...sentence.matchAll(pattern)].flatMap((match) => {
    if (isAboutOthers(sentence.slice(0, match.index + match[0].length), canon, language)) return [];
    const year = toNumber(match[1]!);
    return year === canon[fact]
      ? []
      : [{ kind: 'date', quote: match[0].trim(), expected: String(canon[fact]) }];
  });
}

function wrongBirthdays(
  sentence: string,
  pattern: RegExp,
  canon: Canon,
  language: 'zh' | 'en',
): Contradiction[] {
  const [, month, day] = canon.birth_date.split('-').map(Number);
  if (!month || !day) return [];
  return [...sentence.matchAll(pattern)].flatMap((match) => {
    if (isAboutOthers(sentence.slice(0, match.index), canon, language)) return [];
    const [one, other] = [match[1]!, match[2]!].map((part) => monthOf(part) ?? Number(part));
    // English says the day before or after the month's name.
    const stated = monthOf(match[2]!) === undefined ? [one, other] : [other, one];
    if (stated[0] === month && stated[1] === day) return [];
    return [{ kind: 'date', quote: match[0].trim(), expected: canon.birth_date }];
  });
}

function monthOf(word: string): number | undefined {
  const index = MONTHS.indexOf(word.toLowerCase());
  return index < 0 ? undefined : index + 1;
}
