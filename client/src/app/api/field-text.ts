import type { TranslocoService } from '@jsverse/transloco';
import type { ApiProblem } from './api-problem';
import { wordsFor } from './words-for';

export type FieldProblem = ApiProblem['fields'][number];

/**
 * Which field of a request the server has refused, and why, in the portal's words; what they do not know stays as the
 * server says it.
 */
export function fieldText(transloco: TranslocoService, { field, message, code }: FieldProblem): string {
  const colon = wordsFor(transloco, 'shared.colon') ?? ': ';
  return fieldName(transloco, field) + colon + (wordsFor(transloco, `fields.faults.${code}`) ?? message);
}

/** `categories[2].items[0].name` → Category 3 · Item 1 · Name */
function fieldName(transloco: TranslocoService, path: string): string {
  const parts = path.split('.').map((part) => {
    const [, name = part, index] = /^(\w+)\[(\d+)\]$/.exec(part) ?? [];
    const words = wordsFor(transloco, `fields.names.${name}`);
    if (words === undefined) return part;
    return index === undefined ? words : `${words} ${Number(index) + 1}`;
  });
  return parts.join(' · ');
}
