import { Component, input } from '@angular/core';
import type { StreamedText } from './attempt';
import { TypewriterPipe } from './typewriter-pipe';

/** A text as it is typed out. A component of its own: what changes with each frame is worked out here, and nothing else. */
@Component({
  selector: 'app-typed-text',
  imports: [TypewriterPipe],
  template: '{{ source().text() | typewriter: replayed() : inSight() }}',
})
export class TypedText {
  readonly source = input.required<StreamedText>();
  /** Code units that are not typed out again. */
  readonly replayed = input(0);
  /** Somebody can see it. */
  readonly inSight = input(true);
}
