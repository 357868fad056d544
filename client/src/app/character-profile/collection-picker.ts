import { Component, computed, effect, inject, model, untracked } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { KnowledgeApi } from '../knowledge/knowledge-api';

/** Which collections the items are researched in. The value is a list of ids; those that are gone leave it. */
@Component({
  selector: 'app-collection-picker',
  imports: [RouterLink, TranslocoDirective],
  template: `
    <fieldset *transloco="let t">
      <legend>
        {{ t('form.collections') }}
        <span class="aside">{{
          value().length === 0 ? t('form.noResearch') : t('form.research', { n: value().length })
        }}</span>
      </legend>
      <div class="actions">
        <a routerLink="/knowledge" class="button link">{{ t('form.manageCollections') }}</a>
      </div>
      <ul>
        @for (collection of collections(); track collection.id) {
          <li>
            <label [title]="collection.description">
              <input
                type="checkbox"
                [checked]="chosen().has(collection.id)"
                [value]="collection.id"
                (change)="toggle(collection.id)"
              />
              <span class="name">{{ collection.name }}</span>
              <span class="count" [attr.aria-label]="t('form.passageCount', { n: collection.chunks })">{{
                collection.chunks
              }}</span>
            </label>
          </li>
        }
      </ul>
    </fieldset>
  `,
  styleUrl: './category-picker.scss',
  // Names of collections are longer than those of categories.
  styles: `
    :host ul {
      grid-template-columns: repeat(auto-fill, minmax(184px, 1fr));
    }
  `,
})
export class CollectionPicker implements FormValueControl<string[]> {
  readonly value = model<string[]>([]);

  private readonly list = inject(KnowledgeApi).collections();
  protected readonly collections = computed(() =>
    this.list.hasValue() ? this.list.value().collections : [],
  );
  protected readonly chosen = computed(() => new Set(this.value()));

  constructor() {
    effect(() => {
      if (!this.list.hasValue()) return;
      const known = new Set(this.collections().map(({ id }) => id));
      untracked(() => {
        const left = this.value().filter((id) => known.has(id));
        if (left.length < this.value().length) this.value.set(left);
      });
    });
  }

  protected toggle(id: string): void {
    this.value.update((ids) => (ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]));
  }
}
