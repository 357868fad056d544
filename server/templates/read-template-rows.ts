import { Problem } from '../problem/problem.js';
import { fromCsvCell } from '../tables/csv-text.js';
import type { TableRow } from '../uploads/file-content.js';
import { plainName } from './plain-name.js';
import { MAX_CATEGORIES, MAX_ITEMS } from './template-content.js';
import type { RejectedRowDto } from './template.dto.js';

const LIMITS = { category: 80, item: 80, content: 2_000, keywords: 500, note: 1_000 } as const;
type Column = keyof typeof LIMITS;

/** What the columns may be called. */
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  category: ['类别', '分类', 'category'],
  item: ['条目', '项目', 'item'],
  content: ['内容', '写什么', 'content', 'guidance'],
  keywords: ['关键词', 'keywords'],
  note: ['备注', 'note', 'notes'],
};

/** A category as a file tells it. */
interface ReadCategory {
  name: string;
  items: { name: string; content: string; keywords: string; note: string }[];
}

/**
 * The rows of a table as categories and items, in their order. A row without a category belongs to the one above, as
 * merged cells do. What cannot be used is told by its line.
 *
 * @throws Problem 400 `template_columns_missing` | `template_empty`
 */
export function readTemplateRows([head, ...rows]: readonly TableRow[]): {
  categories: ReadCategory[];
  rejected: RejectedRowDto[];
} {
  const columns = columnsOf(head);
  const categories = new Map<string, ReadCategory>();
  const rejected: RejectedRowDto[] = [];
  let above = '';
  rows.forEach(({ line, cells }, index) => {
    const of = (column: Column): string => {
      const text = fromCsvCell((cells[columns[column]] ?? '').trim());
      return column === 'category' || column === 'item' ? plainName(text) : text;
    };
    const category = of('category') || above;
    above = category;
    const refusal =
      index >= MAX_ITEMS
        ? { code: 'too_many_rows', message: `Only ${MAX_ITEMS} rows are read.` }
        : refusalOf(category, of, categories);
    if (refusal) return void rejected.push({ line, ...refusal });
    const known = categories.get(category) ?? { name: category, items: [] };
    known.items.push({
      name: of('item'),
      content: of('content'),
      keywords: of('keywords'),
      note: of('note'),
    });
    categories.set(category, known);
  });
  if (categories.size === 0) {
    const detail = `No row can be used. ${rejected.map(({ line, message }) => `Line ${line}: ${message}`).join(' ')}`;
    throw new Problem(400, 'template_empty', { detail: detail.slice(0, 1_000) });
  }
  return { categories: [...categories.values()], rejected };
}

function columnsOf(head: TableRow | undefined): Record<Column, number> {
  const names = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const at = (column: Column): number => names.findIndex((name) => NAMES[column].includes(name));
  const columns = Object.fromEntries((Object.keys(NAMES) as Column[]).map((column) => [column, at(column)]));
  if (columns['category']! >= 0 && columns['item']! >= 0) return columns as Record<Column, number>;
  const found = names.filter(Boolean).join(', ') || 'none';
  const detail = `The first row must name the columns 类别,条目,内容,关键词,备注 (category,item,content,keywords,note). Found: ${found}.`;
  throw new Problem(400, 'template_columns_missing', { detail });
}

function refusalOf(
  category: string,
  of: (column: Column) => string,
  categories: ReadonlyMap<string, ReadCategory>,
): Omit<RejectedRowDto, 'line'> | undefined {
  if (!category) return { code: 'category_missing', message: 'It has no category.' };
  if (!of('item')) return { code: 'item_missing', message: 'It has no item.' };
  const long = (Object.keys(LIMITS) as Column[]).find((column) => of(column).length > LIMITS[column]);
  if (long) return { code: 'too_long', message: `${long} is longer than ${LIMITS[long]} characters.` };
  const known = categories.get(category);
  if (!known && categories.size >= MAX_CATEGORIES) {
    return { code: 'too_many_categories', message: `A template has at most ${MAX_CATEGORIES} categories.` };
  }
  if (known?.items.some(({ name }) => name === of('item'))) {
    return { code: 'item_twice', message: `${category} has an item of this name already.` };
  }
  return undefined;
}
