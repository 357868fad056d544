/** With these a spreadsheet takes a cell for a formula (OWASP, CSV Injection); full-width ones are Excel's in Asia. */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
/** One that an apostrophe has made harmless, or that somebody has written with one. */
const QUOTED = /^'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** Excel takes a file without it for the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180 for spreadsheets. */
export function toCsv(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join(''));
}

/** What a cell said before `toCsv` made it harmless. */
export function fromCsvCell(text: string): string {
  return QUOTED.test(text) ? text.slice(1) : text;
}

/** A text that `fromCsvCell` gives back as it is, for files whose formulas need no apostrophe. */
export function keepApostrophe(text: string): string {
  return QUOTED.test(text) ? `'${text}` : text;
}

/** Always quoted, so that no text ends its cell; an apostrophe makes a formula text. */
function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : keepApostrophe(text);
  return `"${harmless.replaceAll('"', '""')}"`;
}
