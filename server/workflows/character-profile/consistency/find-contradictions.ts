import type { Canon } from '../canon.js';
import { checkAges } from './ages.js';
import type { Contradiction } from './contradiction.js';
import { checkDates } from './dates.js';
import { checkNames } from './names.js';
import { checkPlaces } from './places.js';

const CHECKS = [checkAges, checkDates, checkNames, checkPlaces];

/** What a text states otherwise than the canon, found by code; each statement once. */
export function findContradictions(text: string, canon: Canon, language: 'zh' | 'en'): Contradiction[] {
  const found = CHECKS.flatMap((check) => check(text, canon, language));
  return found.filter(
    ({ kind, quote }, index) =>
      !found.some((other, at) => at < index && other.kind === kind && other.quote.includes(quote)),
  );
}
