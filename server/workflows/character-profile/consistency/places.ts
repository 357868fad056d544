import type { Canon } from '../canon.js';
import { CITIES } from './cities.js';
import { isAboutOthers, sentencesOf, type Check, type Contradiction } from './contradiction.js';

type PlaceFact = 'birthplace' | 'residence' | 'school';

/** Ways to say where; what follows within a few words is the place. */
const SAYS: Record<'zh' | 'en', readonly (readonly [PlaceFact, RegExp])[]> = {
  zh: [
    ['birthplace', /(?:生于|出生于|出生在|老家在|故乡是|故乡在|家乡是|家乡在)([^，。；！？]{2,12})/gu],
    ['residence', /(?:现居|现住在?|如今住在|现在住在|定居在?|长居)([^，。；！？]{2,12})/gu],
    ['school', /(?:毕业于|就读于|考上了?|考入了?)([^，。；！？]{2,12})/gu],
  ],
  en: [
    [
      'birthplace',
      /\b(?:was born in|born and raised in|comes from|grew up in|hails from|native of)\s+([^.,;!?]{2,40})/giu,
    ],
    [
      'residence',
      /\b(?:now lives in|lives in|has settled in|is settled in|makes (?:her|his|their) home in|resides in)\s+([^.,;!?]{2,40})/giu,
    ],
    ['school', /\b(?:graduated from|studied at|is a graduate of|attended)\s+([^.;!?]{2,60})/giu],
  ],
};

/** Where the character comes from, lives or has studied, stated otherwise than the canon does. */
export const checkPlaces: Check = (text, canon, language) =>
  sentencesOf(text).flatMap((sentence) =>
    SAYS[language].flatMap(([fact, pattern]) =>
      [...sentence.matchAll(pattern)].flatMap((match): Contradiction[] => {
        const clause = sentence.slice(0, match.index).split(/[，,]/u).at(-1)!;
        if (isAboutOthers(clause, canon, language)) return [];
        const city = cityIn(match[1]!, canon, language);
        if (!city || isWithin(city, canon[fact], match[1]!, language)) return [];
        const end = match.index + match[0].indexOf(city) + city.length;
        return [{ kind: 'place', quote: sentence.slice(match.index, end).trim(), expected: canon[fact] }];
      }),
    ),
  );

/** A city that is known, or one of the canon's other places: anything else may be a district, or no place at all. */
function cityIn(words: string, canon: Canon, language: 'zh' | 'en'): string | undefined {
  const known = [...CITIES[language], canon.birthplace, canon.residence].filter((city) => city.length > 1);
  return known
    .filter((city) =>
      language === 'zh' ? words.includes(city) : new RegExp(`\\b${escaped(city)}\\b`, 'u').test(words),
    )
    .sort((one, other) => words.indexOf(one) - words.indexOf(other))[0];
}

/** The canon names the city, or both name one that is in it. */
function isWithin(city: string, expected: string, said: string, language: 'zh' | 'en'): boolean {
  if (expected.includes(city) || city.includes(expected) || said.includes(expected)) return true;
  // A school of no city: the text may know which.
  return !CITIES[language].some((known) => expected.includes(known)) && !isCity(expected, language);
}

function isCity(expected: string, language: 'zh' | 'en'): boolean {
  return language === 'zh'
    ? /^\p{Script=Han}{2,4}$/u.test(expected)
    : /^\p{Lu}[\p{L} '-]{2,24}$/u.test(expected);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
