import { toCsv } from '../../tables/csv-text.js';
import type { Exporter } from '../exporter.js';
import { WORDS } from '../words.js';
import { toRows } from './rows.js';

/** The items as a table for spreadsheets. */
export const csvExporter: Exporter = {
  format: 'csv',
  file: 'profile.csv',
  mediaType: 'text/csv',
  write: (source) => toCsv([WORDS[source.content.language].columns, ...toRows(source)]),
};
