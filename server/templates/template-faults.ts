import type { FieldError } from '../problem/problem.js';
import { MAX_ITEMS } from './template-content.js';

interface Named {
  name: string;
}

/**
 * What no single field shows: names that stand twice, which an exported table could not tell apart, and more items
 * than a table may have rows.
 */
export function faultsOf(categories: readonly (Named & { items: readonly Named[] })[]): FieldError[] {
  const errors = [
    ...twice(categories, 'categories', 'category_twice'),
    ...categories.flatMap(({ items }, at) => twice(items, `categories[${at}].items`, 'item_twice')),
  ];
  const items = categories.reduce((sum, category) => sum + category.items.length, 0);
  if (items <= MAX_ITEMS) return errors;
  const message = `has ${items} items; at most ${MAX_ITEMS} are kept`;
  return [...errors, { field: 'categories', message, code: 'too_many_items' }];
}

function twice(parts: readonly Named[], field: string, code: string): FieldError[] {
  const seen = new Set<string>();
  return parts.flatMap(({ name }, at) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ field: `${field}[${at}].name`, message: `"${name}" is there already`, code }];
  });
}
