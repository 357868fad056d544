const HAN_DIGITS = '〇一二三四五六七八九';
const EN_UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const EN_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A number up to 199 in a text, in digits, Chinese or English words; the source of a regular expression. */
export const NUMBER = {
  zh: '\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]',
  en: `\\d{1,3}|(?:${EN_TENS.join('|')})(?:[- ](?:${EN_UNITS.slice(1, 10).join('|')}))?|${[...EN_UNITS].reverse().join('|')}`,
} as const;

/** A year in a text: 1998, 一九九八, 二〇〇一. */
export const YEAR = {
  zh: '[12]\\d{3}|[一二][〇零一二三四五六七八九]{3}',
  en: '[12]\\d{3}',
} as const;

/** What `NUMBER` or `YEAR` has met. */
export function toNumber(words: string): number {
  const text = words.toLowerCase().replaceAll('零', '〇').replaceAll('两', '二');
  if (/^\d+$/.test(text)) return Number(text);
  if (/^[一二][〇一二三四五六七八九]{3}$/.test(text)) {
    return Number([...text].map((digit) => HAN_DIGITS.indexOf(digit)).join(''));
  }
  const han = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (han) {
    const [, first, ten, last] = han;
    if (!ten) return HAN_DIGITS.indexOf(first ?? '〇');
    return (first ? HAN_DIGITS.indexOf(first) : 1) * 10 + (last ? HAN_DIGITS.indexOf(last) : 0);
  }
  return text
    .split(/[- ]/)
    .reduce(
      (sum, word) =>
        sum +
        Math.max(EN_UNITS.indexOf(word), (EN_TENS.indexOf(word) + 2) * 10 * Number(EN_TENS.includes(word))),
      0,
    );
}
