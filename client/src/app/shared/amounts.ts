import { numberFormat } from './number-format';
import type { PortalLanguageName } from './portal-language';

/** A number with the language's separators; large ones shortened (12K, 1.2万). */
export function formatAmount(value: number, language: PortalLanguageName): string {
  const notation = value >= 10_000 ? 'compact' : 'standard';
  return numberFormat(language, { notation, maximumFractionDigits: 1 }).format(value);
}

/** A sum of money, short; a plain number where the currency is not known. */
export function formatMoney(
  amount: number,
  currency: string | null | undefined,
  language: PortalLanguageName,
): string {
  const money = currency ? ({ style: 'currency', currency } as const) : {};
  return numberFormat(language, { ...money, maximumSignificantDigits: 2 }).format(amount);
}
