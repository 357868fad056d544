import type { ItemState } from '../api/run-state';
import type { Attempt } from '../chat/attempt';
import type { SessionState } from '../chat/session-state';
import { liveSteps } from '../chat/transcript';
import type { GrowingText, SearchText } from '../search/find-hits';
import { boardRows } from './board-model';

/** The words of an attempt as they are on the page, block by block. */
export type WordsOf = (attempt: Attempt, item: ItemState) => readonly string[];

/** Of the live view, what the reader has it show. */
export interface Shown {
  category: string | null;
  language: 'zh' | 'en';
}

/** The texts of the live view, in the order in which they were finished: those that count, and the facts; cleared away or not. */
export function recordTexts(
  state: SessionState,
  { category, language }: Shown,
  wordsOf: WordsOf,
): SearchText[] {
  return state.closed().flatMap((attempt) => {
    const item = state.document.items.get(attempt.step);
    if (!item || item.chosen !== attempt.number) return [];
    if (category !== null && item.category !== category) return [];
    return [{ step: attempt.step, title: item.title[language], blocks: wordsOf(attempt, item) }];
  });
}

/** The texts that are being written, each in its lane. */
export function laneTexts(
  state: SessionState,
  { category, language }: Shown,
  wordsOf: WordsOf,
): GrowingText[] {
  return liveSteps(state, category).map(({ step, item, attempt }) => ({
    step,
    title: item.title[language],
    blocks: () => (attempt ? wordsOf(attempt, item) : []),
  }));
}

/** The texts of the profile, in its own order and language. */
export function profileTexts(state: SessionState, category: string | null, wordsOf: WordsOf): SearchText[] {
  const language = state.document.session()?.language ?? 'zh';
  return boardRows(state.document)
    .filter(({ id }) => category === null || category === id)
    .flatMap(({ cells }) =>
      cells.flatMap(({ step, item }) => {
        const attempt = state.chosen(step);
        return attempt ? [{ step, title: item.title[language], blocks: wordsOf(attempt, item) }] : [];
      }),
    );
}
