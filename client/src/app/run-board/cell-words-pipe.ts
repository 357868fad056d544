import { inject, Pipe, type PipeTransform } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { problemText } from '../api/problem-text';
import type { ItemState, RunInfo } from '../api/run-state';
import { PortalLanguage } from '../shared/portal-language';
import { cellLook } from './cell-look';
import { cellWords, type CellWords } from './cell-words';
import type { Translate } from './spent-words-pipe';

/** An item of the board in words. Pure: with another language comes another function that translates. */
@Pipe({ name: 'cellWords' })
export class CellWordsPipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);
  private readonly transloco = inject(TranslocoService);

  transform(
    item: ItemState,
    step: string,
    awaited: string | null,
    prices: RunInfo['prices'],
    t: Translate,
  ): CellWords {
    return cellWords(cellLook(step, item, awaited), item, prices, {
      t,
      language: this.language.current(),
      faultText: (fault) => problemText(this.transloco, fault),
    });
  }
}
