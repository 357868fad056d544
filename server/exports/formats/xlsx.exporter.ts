import type { Sheet, SheetData } from 'write-excel-file/node';
import type { Exporter, ExportSource } from '../exporter.js';
import { WORDS } from '../words.js';
import { toRows } from './rows.js';
import { xmlText } from './xml-text.js';

/** Excel's limit is 32,767 characters a cell; a longer text goes on in the row below. */
const MAX_CELL = 32_000;

/** A workbook with the items on one sheet and the facts on another; every cell is text, never a formula. */
export const xlsxExporter: Exporter = {
  format: 'xlsx',
  file: 'profile.xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: async (source) => {
    // Loaded when it is needed: a server that exports nothing does not pay for it.
    const { default: writeXlsxFile } = await import('write-excel-file/node');
    return writeXlsxFile(toSheets(source)).toBuffer();
  },
};

function toSheets(source: ExportSource): Sheet<Buffer>[] {
  const words = WORDS[source.content.language];
  const { facts } = source.description;
  const items = {
    sheet: words.profile,
    data: table(words.columns, toRows(source).flatMap(wrapLong)),
    columns: [{ width: 14 }, { width: 18 }, { width: 80 }, { width: 24 }, { width: 24 }],
    stickyRowsCount: 1,
  };
  if (facts.length === 0) return [items];
  const data = table(
    words.factColumns,
    facts.map(({ name, value }) => [name, value]),
  );
  return [items, { sheet: words.facts, data, columns: [{ width: 20 }, { width: 60 }], stickyRowsCount: 1 }];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): SheetData {
  return [
    head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      row.map((text) => ({
        value: xmlText(text),
        type: String,
        wrap: true,
        alignVertical: 'top' as const,
      })),
    ),
  ];
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
