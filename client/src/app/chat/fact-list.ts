import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { PortalLanguage } from '../shared/portal-language';
import type { Fact } from './facts';
import { TextLanguage } from './text-language';

/** Code units of a value that has a line of its own. */
const WIDE = 28;

/** Facts in quiet columns; the label of a key that the portal does not know is the key itself. */
@Component({
  selector: 'app-fact-list',
  imports: [TextLanguage],
  template: `
    <dl [class.open]="open()">
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
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(PortalLanguage);

  readonly facts = input.required<readonly Fact[]>();
  /** More is to come. A caret stands behind the last one. */
  readonly open = input(false);

  protected readonly wide = WIDE;
  private readonly labels = computed(() => this.words('canon'));
  private readonly genders = computed(() => this.words('genders'));
  protected readonly labelled = computed(() =>
    this.facts().map(({ key, value }) => ({
      key,
      label: this.labels()[key] ?? key,
      // The only fact that is a code.
      value: key === 'gender' ? (this.genders()[value] ?? value) : value,
    })),
  );

  private words(key: string): Record<string, string> {
    return this.transloco.translateObject(key, {}, this.language.current()) as Record<string, string>;
  }
}
