import { inject, Pipe, type PipeTransform } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type FieldProblem, fieldText } from './field-text';
import { wordsFor } from './words-for';

/** What the server or the page has told of a failure. */
export interface Told {
  code: string;
  message: string;
  /** What it refuses in the request. */
  fields?: readonly FieldProblem[];
}

/**
 * What the reader is told of a failure: the portal's own words where it has some for the code, of a refused request or of
 * a run that failed; else the server's, which are in English. Fields that were refused are named.
 */
export function problemText(transloco: TranslocoService, { code, message, fields = [] }: Told): string {
  const semicolon = wordsFor(transloco, 'shared.semicolon') ?? '; ';
  const named = fields.map((field) => fieldText(transloco, field)).join(semicolon);
  const words = (group: string) =>
    wordsFor(transloco, `${group}.${code}`, { fallback: message, fields: named });
  return words('problems') ?? words('faults') ?? `${message} ${named}`.trim();
}

/** See `problemText`. Impure: the language changes at run time. */
@Pipe({ name: 'problemText', pure: false })
export class ProblemTextPipe implements PipeTransform {
  private readonly transloco = inject(TranslocoService);

  transform(told: Told): string {
    return problemText(this.transloco, told);
  }
}
