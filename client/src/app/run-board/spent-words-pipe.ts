import { inject, Pipe, type PipeTransform } from '@angular/core';
import { PortalLanguage } from '../shared/portal-language';
import type { Translate } from '../shared/translate';
import type { Spent } from './spent';
import { spentWords } from './spent-words';

/** What was spent, in words. Pure: with another language comes another function that translates. */
@Pipe({ name: 'spentWords' })
export class SpentWordsPipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);

  transform(spent: Spent, t: Translate): string[] {
    return spentWords(spent, t, this.language.current());
  }
}
