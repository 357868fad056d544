import { Component, computed, inject, input, model } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { PortalLanguage } from '../shared/portal-language';
import { factsOf } from './facts';

/** Facts that are shown before the reader asks for all. */
const FIRST = 12;

/** The canon as a quiet list of facts; the label of a key that the portal does not know is the key itself. */
@Component({
  selector: 'app-canon-facts',
  imports: [TranslocoDirective],
  template: `
    <dl>
      @for (fact of shown(); track fact.key) {
        <div [class.wide]="fact.value.length > 28">
          <dt>{{ fact.label }}</dt>
          <dd>{{ fact.value }}</dd>
        </div>
      }
    </dl>
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
  styleUrl: './canon-facts.scss',
})
export class CanonFacts {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(PortalLanguage);

  /** JSON text of an object. */
  readonly text = input.required<string>();

  protected readonly first = FIRST;
  /** All of them are shown. */
  readonly all = model(false);
  protected readonly facts = computed(() => {
    const labels = this.words('canon');
    const genders = this.words('genders');
    return (factsOf(this.text()) ?? []).map(({ key, value }) => ({
      key,
      label: labels[key] ?? key,
      // The only fact that is a code.
      value: key === 'gender' ? (genders[value] ?? value) : value,
    }));
  });
  protected readonly shown = computed(() => (this.all() ? this.facts() : this.facts().slice(0, FIRST)));

  private words(key: string): Record<string, string> {
    return this.transloco.translateObject(key, {}, this.language.current()) as Record<string, string>;
  }
}
