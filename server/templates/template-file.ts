import { keepApostrophe, toCsv } from '../tables/csv-text.js';
import { toWorkbook } from '../tables/workbook.js';
import type { TemplateItemContent } from './template-content.js';

/** As what a template is exported. */
export type TemplateFormat = 'csv' | 'xlsx';

/** What a table says of a category; ids stay at home. */
interface TableCategory {
  name: string;
  items: readonly Omit<TemplateItemContent, 'id'>[];
}

/** The columns in which it is imported again. */
const COLUMNS = {
  zh: ['类别', '条目', '内容', '关键词', '备注'],
  en: ['category', 'item', 'content', 'keywords', 'note'],
} as const;
const SHEET = { zh: '模板', en: 'Template' } as const;
/** Of the columns, in characters. */
const WIDTHS = [14, 18, 60, 24, 24];

/** A template as a table, one row an item; importing it makes the same template again. */
export async function writeTemplate(
  categories: readonly TableCategory[],
  format: TemplateFormat,
  language: 'zh' | 'en' = 'zh',
): Promise<Buffer> {
  const head = COLUMNS[language];
  const rows = categories.flatMap((category) =>
    category.items.map((item) => [category.name, item.name, item.content, item.keywords, item.note]),
  );
  if (format === 'csv') return toCsv([head, ...rows]);
  const kept = rows.map((row) => row.map(keepApostrophe));
  return toWorkbook([{ name: SHEET[language], head, rows: kept, widths: WIDTHS }]);
}
