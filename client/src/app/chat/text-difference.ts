import { diffArrays } from 'diff';

/** A stretch of two texts: in both, or in one of them. */
export interface Stretch {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words in either language; spaces and marks are words too. */
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** What turns one text into the other, word by word. */
export function differenceOf(before: string, after: string): Stretch[] {
  return diffArrays(wordsOf(before), wordsOf(after)).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

function wordsOf(text: string): string[] {
  return [...WORDS.segment(text)].map(({ segment }) => segment);
}
