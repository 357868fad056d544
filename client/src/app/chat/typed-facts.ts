import { Component, input, linkedSignal, signal } from '@angular/core';
import { FactList } from './fact-list';
import type { Fact } from './facts';
import { factsSoFar } from './facts-so-far';
import type { StreamedText } from './streamed-text';
import { Typing } from './typing';

/** The same as {@link TypedText} for a text that is a JSON object: each fact from its first words on. */
@Component({
  selector: 'app-typed-facts',
  imports: [FactList],
  template: '<app-fact-list data-testid="lane-text" [facts]="facts()" [open]="true" />',
})
export class TypedFacts {
  private readonly typed = signal('');

  readonly source = input.required<StreamedText>();
  /** Code units that are not typed out again. */
  readonly replayed = input(0);
  /** Somebody can see it. */
  readonly inSight = input(true);

  /** Where the text is cut at a place that makes no sense, what was there before stays. */
  protected readonly facts = linkedSignal<string, Fact[]>({
    source: this.typed,
    computation: (text, previous) => factsSoFar(text) ?? (text ? (previous?.value ?? []) : []),
  });

  constructor() {
    new Typing(this, {
      append: (more) => this.typed.update((text) => text + more),
      clear: () => this.typed.set(''),
    });
  }
}
