import type { TranslocoService } from '@jsverse/transloco';
import { problemText } from '../api/problem-text';
import type { ItemState, RunInfo } from '../api/run-state';
import type { PortalLanguageName } from '../shared/portal-language';
import type { Translate } from '../shared/translate';
import type { CellLook } from './cell-look';
import { spentOn } from './spent';
import { spentWords } from './spent-words';

/** What is said of a cell besides its name: in parts below the board, and in one for those who hear it. */
export interface CellWords {
  parts: readonly { text: string; fault: boolean }[];
  spoken: string;
}

/** What puts a cell into words. */
export interface CellSpeech {
  readonly t: Translate;
  readonly language: PortalLanguageName;
  readonly transloco: TranslocoService;
}

/** State, attempt, time, tokens and cost of an item in words, as far as they are known. */
export function cellWords(
  { words }: CellLook,
  item: ItemState,
  prices: RunInfo['prices'],
  { t, language, transloco }: CellSpeech,
): CellWords {
  const parts = [
    ...words.map(({ key, values, fault = false }) => ({ text: t(key, values), fault })),
    ...(item.error ? [{ text: problemText(transloco, item.error), fault: true }] : []),
    ...spentWords(spentOn([item], prices), t, language).map((text) => ({ text, fault: false })),
  ];
  return { parts, spoken: parts.map(({ text }) => text).join(t('board.comma')) };
}
