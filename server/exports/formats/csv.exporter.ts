import type { Exporter } from '../exporter.js';
import { WORDS } from '../words.js';
import { toRows } from './rows.js';

/** With these a spreadsheet takes a cell for a formula (OWASP, CSV Injection); full-width ones are Excel's in Asia. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Excel takes a file without it for the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** RFC 4180 for spreadsheets. */
export const csvExporter: Exporter = {
  format: 'csv',
  file: 'profile.csv',
  mediaType: 'text/csv',
  write: (source) => {
    const rows = [WORDS[source.content.language].columns, ...toRows(source)];
    return Buffer.from(BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join(''));
  },
};

/** Always quoted, so that no text ends its cell; an apostrophe makes a formula text. */
function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
