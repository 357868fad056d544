import { formatAmount, formatMoney } from '../shared/amounts';
import { formatDuration } from '../shared/duration';
import type { PortalLanguageName } from '../shared/portal-language';
import type { Translate } from '../shared/translate';
import type { Spent } from './spent';

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
