import { Component, input } from '@angular/core';
import { Markdown } from '../markdown/markdown';
import type { StreamedText } from './attempt';
import { TypewriterPipe } from './typewriter-pipe';

/** The same as {@link TypedText} for a text that is Markdown, with a caret at its end. */
@Component({
  selector: 'app-typed-markdown',
  imports: [Markdown, TypewriterPipe],
  template: `<app-markdown
    data-testid="lane-text"
    [open]="true"
    [text]="source().text() | typewriter: replayed() : inSight()"
  />`,
})
export class TypedMarkdown {
  readonly source = input.required<StreamedText>();
  /** Code units that are not typed out again. */
  readonly replayed = input(0);
  /** Somebody can see it. */
  readonly inSight = input(true);
}
