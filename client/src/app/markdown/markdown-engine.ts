import { Service, signal } from '@angular/core';
import type { MarkdownParser } from './markdown-parser';

/**
 * Brings the parser, which is too big for the first load, as soon as a page is open that will show texts. Whoever reads
 * `parser` is woken when it is there; if it cannot be fetched, texts stay what they were written as.
 */
@Service()
export class MarkdownEngine {
  private readonly parserSignal = signal<MarkdownParser | null>(null);

  readonly parser = this.parserSignal.asReadonly();

  /** Resolves when the parser is there, or will not come. */
  readonly settled = import('./markdown-parser').then(
    ({ MarkdownParser }) => this.parserSignal.set(new MarkdownParser()),
    (error: unknown) => console.warn('Markdown is shown as it was written:', error),
  );
}
