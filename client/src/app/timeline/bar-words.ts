import { formatMoney } from '../shared/amounts';
import { formatDuration } from '../shared/duration';
import { numberFormat } from '../shared/number-format';
import type { PortalLanguageName } from '../shared/portal-language';
import type { Translate } from '../shared/translate';
import type { TimelineBar } from './timeline-model';

/**
 * What a bar says, a line each: item and category; attempt and state; begin and length; tokens and cost, as far as
 * they are known.
 * @param until end of what still runs, ms since 1970
 */
export function barWords(
  bar: TimelineBar,
  until: number,
  t: Translate,
  language: PortalLanguageName,
): string[] {
  const { title, category, attempt, kind, began, ended, tokens, cost } = bar;
  // The server's clock may differ from the browser's: nothing ends before it began.
  const lasted = (ended ?? Math.max(began, until)) - began;
  const line = (...parts: string[]): string => parts.join(' · ');
  return [
    line(title[language], ...(category ? [category[language]] : [])),
    line(t('chat.attempt', { number: attempt }), t(`timeline.kinds.${kind}`)),
    line(new Date(began).toLocaleTimeString(language, { hour12: false }), formatDuration(lasted, language)),
    ...(tokens === null
      ? []
      : [
          line(
            t('timeline.tokenCount', { n: numberFormat(language, {}).format(tokens) }),
            ...(cost ? [formatMoney(cost.amount, cost.currency, language)] : []),
          ),
        ]),
  ];
}
