import { Component, input, viewChild } from '@angular/core';
import { Markdown } from '../markdown/markdown';
import type { StreamedText } from './streamed-text';
import { Typing } from './typing';

/** The same as {@link TypedText} for a text that is Markdown, with a caret at its end. */
@Component({
  selector: 'app-typed-markdown',
  imports: [Markdown],
  template: '<app-markdown data-testid="lane-text" data-words [open]="true" />',
})
export class TypedMarkdown {
  private readonly markdown = viewChild.required(Markdown);

  readonly source = input.required<StreamedText>();
  /** Code units that are not typed out again. */
  readonly replayed = input(0);
  /** Somebody can see it. */
  readonly inSight = input(true);

  constructor() {
    new Typing(this, {
      append: (more) => this.markdown().append(more),
      clear: () => this.markdown().clear(),
    });
  }
}
