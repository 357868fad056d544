import { toWorkbook, type TableSheet } from '../../tables/workbook.js';
import type { Exporter, ExportSource } from '../exporter.js';
import { WORDS } from '../words.js';
import { toRows } from './rows.js';

/** Excel's limit is 32,767 characters a cell; a longer text goes on in the row below. */
const MAX_CELL = 32_000;

/** A workbook with the items on one sheet and the facts on another. */
export const xlsxExporter: Exporter = {
  format: 'xlsx',
  file: 'profile.xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: (source) => toWorkbook(toSheets(source)),
};

function toSheets(source: ExportSource): TableSheet[] {
  const words = WORDS[source.content.language];
  const { facts } = source.description;
  const items = {
    name: words.profile,
    head: words.columns,
    rows: toRows(source).flatMap(wrapLong),
    widths: [14, 18, 80, 24, 24],
  };
  if (facts.length === 0) return [items];
  const rows = facts.map(({ name, value }) => [name, value]);
  return [items, { name: words.facts, head: words.factColumns, rows, widths: [20, 60] }];
}

function wrapLong([category, item, text, ...rest]: readonly string[]): string[][] {
  const rows: string[][] = [];
  let left = text!;
  do {
    // Not through the middle of a surrogate pair.
    const pair = /[\uD800-\uDBFF]$/.test(left.slice(0, MAX_CELL)) ? 1 : 0;
    rows.push([category!, item!, left.slice(0, MAX_CELL - pair), ...rest]);
    left = left.slice(MAX_CELL - pair);
  } while (left !== '');
  return rows;
}
