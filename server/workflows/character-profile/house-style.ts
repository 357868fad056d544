import type { HouseStyle } from '../../templates/template-content.js';
import type { ReviewedItem } from './review-prompt.js';
import type { ItemFinding } from './review-findings.js';

/** A word within a sentence that says where it stands, characters on each side. */
const AROUND = 12;

/** Every banned word that stands in a text, once a text and word. */
export function findBannedWords(items: readonly ReviewedItem[], { banned }: HouseStyle): ItemFinding[] {
  return items.flatMap(({ item, text }) =>
    banned.flatMap((word): ItemFinding[] => {
      const at = positionOf(word, text);
      if (at < 0) return [];
      const quote = text.slice(Math.max(0, at - AROUND), at + word.length + AROUND).trim();
      return [{ item, kind: 'banned', quote, expected: word, problem: '', by: 'code' }];
    }),
  );
}

/** The required words that no text has. */
export function missingWords(items: readonly ReviewedItem[], { required }: HouseStyle): string[] {
  return required.filter((word) => items.every(({ text }) => positionOf(word, text) < 0));
}

/** Latin words stand between other characters than letters; Chinese ones stand anywhere. */
function positionOf(word: string, text: string): number {
  const escaped = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const [before, after] = /^[\p{Script=Latin}\d]/u.test(word)
    ? ['(?<![\\p{L}\\d])', '(?![\\p{L}\\d])']
    : ['', ''];
  return text.search(new RegExp(`${before}${escaped}${after}`, 'iu'));
}
