import { Component, computed, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { FactList } from './fact-list';
import { factsOf } from './facts';

/** Facts that are shown before the reader asks for all. */
const FIRST = 12;

/** The canon as a quiet list of facts. */
@Component({
  selector: 'app-canon-facts',
  imports: [FactList, TranslocoDirective],
  template: `
    <app-fact-list [facts]="shown()" />
    @if (facts().length > first) {
      <button
        *transloco="let t"
        type="button"
        class="button link"
        [attr.aria-expanded]="all()"
        (click)="all.set(!all())"
      >
        {{ all() ? t('chat.fewerFacts') : t('chat.allFacts', { n: facts().length }) }}
      </button>
    }
  `,
})
export class CanonFacts {
  /** JSON text of an object. */
  readonly text = input.required<string>();

  protected readonly first = FIRST;
  /** All of them are shown. */
  readonly all = model(false);
  protected readonly facts = computed(() => factsOf(this.text()) ?? []);
  protected readonly shown = computed(() => (this.all() ? this.facts() : this.facts().slice(0, FIRST)));
}
