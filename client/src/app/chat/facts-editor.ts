import { Component, computed, inject, input, model, output } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { PortalLanguage } from '../shared/portal-language';
import { factsOf } from './facts';

/** Characters of a fact; the server cuts what is longer. */
const MAX_FACT = 200;

/** The facts, each in a field of its own. */
@Component({
  selector: 'app-facts-editor',
  imports: [TranslocoDirective],
  templateUrl: './facts-editor.html',
  styleUrl: './facts-editor.scss',
})
export class FactsEditor {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(PortalLanguage);

  /** JSON text of the facts. */
  readonly text = input.required<string>();
  readonly busy = input(false);
  /** Words of the two ways out, as translation keys; `sendChanged` gets the number of changes. */
  readonly words = input.required<{ send: string; sendChanged: string; leave: string }>();
  /** What is changed and not sent, by key. Whoever opens the editor keeps it, so that nothing is lost with the editor. */
  readonly changes = model<Readonly<Record<string, string>>>({});
  /** The facts as JSON text; undefined when nothing was changed. */
  readonly sent = output<string | undefined>();
  readonly left = output<void>();

  protected readonly maxFact = MAX_FACT;
  protected readonly facts = computed(() => {
    const labels = this.translated('canon');
    return (factsOf(this.text()) ?? []).map(({ key, value }) => ({ key, label: labels[key] ?? key, value }));
  });
  protected readonly genders = computed(() => Object.entries(this.translated('genders')));
  protected readonly changed = computed(() => Object.keys(this.changes()).length);

  protected shown({ key, value }: { key: string; value: string }): string {
    return this.changes()[key] ?? value;
  }

  protected isChanged(key: string): boolean {
    return key in this.changes();
  }

  protected change(key: string, value: string, before: string): void {
    this.changes.update((changes) => {
      const others = Object.entries(changes).filter(([each]) => each !== key);
      return Object.fromEntries(value === before ? others : [...others, [key, value]]);
    });
  }

  protected send(event: Event): void {
    event.preventDefault();
    const facts = Object.fromEntries(this.facts().map(({ key, value }) => [key, value]));
    this.sent.emit(this.changed() > 0 ? JSON.stringify({ ...facts, ...this.changes() }, null, 2) : undefined);
  }

  private translated(key: string): Record<string, string> {
    return this.transloco.translateObject(key, {}, this.language.current()) as Record<string, string>;
  }
}
