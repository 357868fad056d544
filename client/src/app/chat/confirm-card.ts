import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { LucideCircleHelp } from '@lucide/angular';
import { PortalLanguage } from '../shared/portal-language';
import { factsOf } from './facts';
import { Note } from './note';

/** Characters of a fact; the server cuts what is longer. */
const MAX_FACT = 200;

/** The facts before the items are written with them: each can be changed, then the run goes on or is abandoned. */
@Component({
  selector: 'app-confirm-card',
  imports: [Note, TranslocoDirective],
  templateUrl: './confirm-card.html',
  styleUrl: './confirm-card.scss',
})
export class ConfirmCard {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(PortalLanguage);

  /** JSON text of the facts. */
  readonly text = input.required<string>();
  readonly busy = input(false);
  /** The facts as JSON text; undefined when nothing was changed. */
  readonly confirmed = output<string | undefined>();
  readonly abandoned = output<void>();

  protected readonly icon = LucideCircleHelp;
  protected readonly maxFact = MAX_FACT;
  protected readonly facts = computed(() => {
    const labels = this.words('canon');
    return (factsOf(this.text()) ?? []).map(({ key, value }) => ({ key, label: labels[key] ?? key, value }));
  });
  protected readonly genders = computed(() => Object.entries(this.words('genders')));
  private readonly changes = linkedSignal<string, Record<string, string>>({
    source: this.text,
    computation: () => ({}),
  });
  protected readonly changed = computed(() => Object.keys(this.changes()).length);

  protected isChanged(key: string): boolean {
    return key in this.changes();
  }

  protected change(key: string, value: string, before: string): void {
    this.changes.update((changes) => {
      const others = Object.entries(changes).filter(([each]) => each !== key);
      return Object.fromEntries(value === before ? others : [...others, [key, value]]);
    });
  }

  protected confirm(event: Event): void {
    event.preventDefault();
    const facts = Object.fromEntries(this.facts().map(({ key, value }) => [key, value]));
    this.confirmed.emit(
      this.changed() > 0 ? JSON.stringify({ ...facts, ...this.changes() }, null, 2) : undefined,
    );
  }

  private words(key: string): Record<string, string> {
    return this.transloco.translateObject(key, {}, this.language.current()) as Record<string, string>;
  }
}
