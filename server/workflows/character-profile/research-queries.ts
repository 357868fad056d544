import { jsonrepair } from 'jsonrepair';
import type { Canon } from './canon.js';
import type { TemplateCategory, TemplateItem } from './profile-template.js';

/** A query from each angle: the thing itself, what is behind it, what it leads to. */
const ANGLES = ['direct', 'background', 'extended'] as const;
const MAX_QUERY = 200;

/**
 * The model's queries: JSON, repaired if need be, by angle or as a list. What is missing or no text is replaced by
 * default queries, so that research never fails for its questions.
 */
export function readQueries(answer: string, defaults: readonly string[]): string[] {
  const proposed = proposedBy(answer);
  const queries = ANGLES.map((_, index) => plain(proposed[index]) || defaults[index]!);
  return [...new Set(queries)];
}

/** What anybody would look up for this item. */
export function defaultQueries(
  name: string,
  canon: Canon,
  category: TemplateCategory,
  item: TemplateItem,
  language: 'zh' | 'en',
): string[] {
  return [
    `${name} ${item.name[language]}`,
    `${item.name[language]} ${canon.job} ${canon.workplace}`,
    `${category.name[language]} ${canon.residence} ${canon.birthplace}`,
  ];
}

function proposedBy(answer: string): unknown[] {
  const start = answer.search(/[{[]/);
  if (start < 0) return [];
  try {
    const value: unknown = JSON.parse(jsonrepair(answer.slice(start)));
    if (Array.isArray(value)) return value;
    const named = value as Record<string, unknown>;
    return Array.isArray(named['queries']) ? named['queries'] : ANGLES.map((angle) => named[angle]);
  } catch {
    return [];
  }
}

function plain(query: unknown): string {
  return typeof query === 'string'
    ? query
        .replaceAll(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .slice(0, MAX_QUERY)
    : '';
}
