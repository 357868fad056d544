import { jsonrepair } from 'jsonrepair';
import type { Finding } from '../../workflow/run-state.dto.js';

/** Findings of one item that are kept. */
export const MAX_FINDINGS = 5;
const MAX_QUOTE = 300;

/** A finding, and the item it is about. */
export interface ItemFinding extends Finding {
  item: string;
}

/**
 * The model's findings: a list, or an object with `findings`, repaired if need be. What quotes no text that is there is
 * left out, and an answer that is none counts as no findings.
 *
 * @param texts of the items that it was asked about, by id
 */
export function readFindings(answer: string, texts: ReadonlyMap<string, string>): ItemFinding[] {
  return entriesOf(answer).flatMap((entry) => {
    const { item, quote, problem } = (entry ?? {}) as Record<string, unknown>;
    if (typeof item !== 'string' || typeof quote !== 'string' || typeof problem !== 'string') return [];
    const words = quote.trim().replace(/^[“”"「『]|[“”"」』]$/gu, '');
    const text = texts.get(item);
    if (text === undefined || words === '' || words.length > MAX_QUOTE || !text.includes(words)) return [];
    const told = problem.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_QUOTE);
    return told === ''
      ? []
      : [{ item, kind: 'other', quote: words, expected: '', problem: told, by: 'model' }];
  });
}

/** By item, what code has found first; no more than are read. */
export function byItem(findings: readonly ItemFinding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  const codeFirst = [...findings].sort((a, b) => Number(a.by === 'model') - Number(b.by === 'model'));
  for (const { item, ...finding } of codeFirst) {
    const known = found.get(item) ?? [];
    const told = known.some(({ quote }) => quote.includes(finding.quote) || finding.quote.includes(quote));
    if (!told && known.length < MAX_FINDINGS) found.set(item, [...known, finding]);
  }
  return found;
}

function entriesOf(answer: string): unknown[] {
  const start = answer.search(/[{[]/);
  if (start < 0) return [];
  try {
    const value: unknown = JSON.parse(jsonrepair(answer.slice(start)));
    if (Array.isArray(value)) return value;
    const { findings } = value as { findings?: unknown };
    return Array.isArray(findings) ? findings : [];
  } catch {
    return [];
  }
}
