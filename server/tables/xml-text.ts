// Production `Char` of XML 1.0; a lone surrogate is none.
const NO_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** What a model may write and an Office file may not hold is left out: one such character, and Word refuses the file. */
export function xmlText(text: string): string {
  return text.replace(NO_CHARACTER, '');
}
