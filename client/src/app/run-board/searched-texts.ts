import type { SessionState } from '../chat/session-state';
import type { SearchText } from '../search/find-hits';
import { boardRows } from './board-model';

/** The texts of the live view, in the order in which they were finished: those that count, and the facts. */
export function recordTexts(
  state: SessionState,
  category: string | null,
  language: 'zh' | 'en',
): SearchText[] {
  return state.closed().flatMap((attempt) => {
    const item = state.document.items.get(attempt.step);
    if (!item || item.chosen !== attempt.number) return [];
    if (category !== null && item.category !== category) return [];
    return [{ step: attempt.step, title: item.title[language], text: attempt.answer.text() }];
  });
}

/** The texts of the profile, in its own order and language. */
export function profileTexts(state: SessionState, category: string | null): SearchText[] {
  const language = state.document.session()?.language ?? 'zh';
  return boardRows(state.document)
    .filter(({ id }) => category === null || category === id)
    .flatMap(({ cells }) =>
      cells.flatMap(({ step, item }) => {
        const attempt = state.chosen(step);
        return attempt ? [{ step, title: item.title[language], text: attempt.answer.text() }] : [];
      }),
    );
}
