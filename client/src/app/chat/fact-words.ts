import { computed, inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { PortalLanguage } from '../shared/portal-language';
import type { Fact } from './facts';

/** A fact in the portal's words. */
export interface LabelledFact extends Fact {
  label: string;
}

/** What facts are called in the portal's language; the label of a key that it does not know is the key itself. */
@Service()
export class FactWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(PortalLanguage);
  private readonly labels = computed(() => this.words('canon'));
  private readonly genders = computed(() => this.words('genders'));

  labelled(facts: readonly Fact[]): LabelledFact[] {
    return facts.map(({ key, value }) => ({
      key,
      label: this.labels()[key] ?? key,
      // The only fact that is a code.
      value: key === 'gender' ? (this.genders()[value] ?? value) : value,
    }));
  }

  private words(key: string): Record<string, string> {
    return this.transloco.translateObject(key, {}, this.language.current()) as Record<string, string>;
  }
}
