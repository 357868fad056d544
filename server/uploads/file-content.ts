/** One row of a table. */
export interface TableRow {
  /** Where it begins in the file, from 1; in a sheet its number. */
  line: number;
  cells: string[];
}

/** What a file says: running text, or the rows of a table (the first sheet of a workbook). */
export type FileContent = { text: string } | { rows: TableRow[] };
