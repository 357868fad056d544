import type { Sheet } from 'write-excel-file/node';
import { xmlText } from './xml-text.js';

/** One sheet: a bold head that stays in sight, and rows of text. */
export interface TableSheet {
  name: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Of the columns, in characters. */
  widths: readonly number[];
}

/** An Excel workbook; every cell is text, never a formula. */
export async function toWorkbook(sheets: readonly TableSheet[]): Promise<Buffer> {
  // Loaded when it is needed: a server that exports nothing does not pay for it.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  return writeXlsxFile(sheets.map((sheet) => toSheet(sheet))).toBuffer();
}

function toSheet({ name, head, rows, widths }: TableSheet): Sheet<Buffer> {
  return {
    sheet: name,
    data: [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((text) => ({
          value: xmlText(text),
          type: String,
          wrap: true,
          alignVertical: 'top' as const,
        })),
      ),
    ],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  };
}
