import { Component, computed, inject, input } from '@angular/core';
import { FactWords } from './fact-words';
import type { Fact } from './facts';
import { TextLanguage } from './text-language';

/** Code units of a value that has a line of its own. */
const WIDE = 28;

/** Facts in quiet columns. */
@Component({
  selector: 'app-fact-list',
  imports: [TextLanguage],
  template: `
    <dl data-words [class.open]="open()">
      @for (fact of labelled(); track fact.key) {
        <div [class.wide]="fact.value.length > wide">
          <dt>{{ fact.label }}</dt>
          <dd appTextLanguage>{{ fact.value }}</dd>
        </div>
      }
    </dl>
  `,
  styleUrl: './fact-list.scss',
})
export class FactList {
  private readonly words = inject(FactWords);

  readonly facts = input.required<readonly Fact[]>();
  /** More is to come. A caret stands behind the last one. */
  readonly open = input(false);

  protected readonly wide = WIDE;
  protected readonly labelled = computed(() => this.words.labelled(this.facts()));
}
