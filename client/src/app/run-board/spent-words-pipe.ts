import { inject, Pipe, type PipeTransform } from '@angular/core';
import { formatAmount, formatMoney } from '../shared/amounts';
import { formatDuration } from '../shared/duration';
import { PortalLanguage, type PortalLanguageName } from '../shared/portal-language';
import type { Spent } from './spent';

/** Translates; another function for another language. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** Time, tokens and cost in words, as far as they are known. */
export function spentWords(
  { ms, tokens, cost }: Spent,
  t: Translate,
  language: PortalLanguageName,
): string[] {
  return [
    ...(ms === null ? [] : [formatDuration(ms, language)]),
    ...(tokens === null ? [] : [t('timeline.tokenCount', { n: formatAmount(tokens, language) })]),
    ...(cost === null ? [] : [formatMoney(cost.amount, cost.currency, language)]),
  ];
}

/** What was spent, in words. Pure: with another language comes another function that translates. */
@Pipe({ name: 'spentWords' })
export class SpentWordsPipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);

  transform(spent: Spent, t: Translate): string[] {
    return spentWords(spent, t, this.language.current());
  }
}
