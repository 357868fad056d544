import { diffArrays } from 'diff';

/** A stretch of two texts: in both, or in one of them. */
export interface Stretch {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words in either language; spaces and marks are words too. */
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** From how many changed words on two texts have nothing in common: the search takes their square in time. */
const MAX_CHANGES = 2_000;

/** What turns one text into the other, word by word; texts of too many differences are told apart as a whole. */
export function differenceOf(before: string, after: string): Stretch[] {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MAX_CHANGES });
  if (!changes) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

function wordsOf(text: string): string[] {
  return [...WORDS.segment(text)].map(({ segment }) => segment);
}
