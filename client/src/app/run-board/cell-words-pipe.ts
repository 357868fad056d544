import { inject, Pipe, type PipeTransform } from '@angular/core';
import type { ItemState, RunInfo } from '../api/run-state';
import { FaultTextPipe } from '../chat/fault-text-pipe';
import { PortalLanguage } from '../shared/portal-language';
import { cellLook } from './cell-look';
import { spentOn } from './spent';
import { spentWords, type Translate } from './spent-words-pipe';

/** What is said of a cell besides its name: in parts below the board, and in one for those who hear it. */
export interface CellWords {
  parts: readonly { text: string; fault: boolean }[];
  spoken: string;
}

/**
 * State, attempt, time, tokens and cost of an item in words. Pure, and given only what changes with the item: of a
 * board with hundreds of cells, those alone are put into words again that have changed.
 */
@Pipe({ name: 'cellWords' })
export class CellWordsPipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);
  private readonly faultText = new FaultTextPipe();

  transform(
    item: ItemState,
    step: string,
    awaited: string | null,
    prices: RunInfo['prices'],
    t: Translate,
  ): CellWords {
    const { words } = cellLook(step, item, awaited);
    const spent = spentWords(spentOn([item], prices), t, this.language.current());
    const parts = [
      ...words.map(({ key, values, fault = false }) => ({ text: t(key, values), fault })),
      ...(item.error ? [{ text: this.faultText.transform(item.error), fault: true }] : []),
      ...spent.map((text) => ({ text, fault: false })),
    ];
    return { parts, spoken: parts.map(({ text }) => text).join(t('board.comma')) };
  }
}
