import { inject, Pipe, type PipeTransform } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { ItemState, RunInfo } from '../api/run-state';
import { PortalLanguage } from '../shared/portal-language';
import type { Translate } from '../shared/translate';
import { cellLook } from './cell-look';
import { cellWords, type CellWords } from './cell-words';

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
    const speech = { t, language: this.language.current(), transloco: this.transloco };
    return cellWords(cellLook(step, item, awaited), item, prices, speech);
  }
}
