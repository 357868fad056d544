import { Component, computed, input, model } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CategoryOption } from '../api/types';
import { LocalizedPipe } from '../shared/localized-pipe';

/** Which categories to write: cards with item counts, all or none at once. The value is a list of ids. */
@Component({
  selector: 'app-category-picker',
  imports: [LocalizedPipe, TranslocoDirective],
  template: `
    <fieldset
      *transloco="let t"
      [attr.aria-invalid]="touched() && invalid()"
      aria-describedby="categories-error"
    >
      <legend>
        {{ t('form.categories') }}
        <span class="aside">{{ t('form.chosen', { n: value().length, items: items() }) }}</span>
      </legend>
      <div class="actions">
        <button type="button" class="button link" (click)="set(allIds())">{{ t('form.all') }}</button>
        <button type="button" class="button link" (click)="set([])">{{ t('form.none') }}</button>
      </div>
      <!-- What is wrong stands where the choice begins: the list may be longer than the screen. -->
      <ng-content />
      <ul>
        @for (category of categories(); track category.id) {
          <li>
            <label [title]="category.description | localized">
              <input
                type="checkbox"
                [checked]="chosen().has(category.id)"
                [value]="category.id"
                (change)="toggle(category.id)"
              />
              <span class="name">{{ category.name | localized }}</span>
              <span class="count" [attr.aria-label]="t('form.itemCount', { n: category.items.length })">{{
                category.items.length
              }}</span>
            </label>
          </li>
        }
      </ul>
    </fieldset>
  `,
  styleUrl: './category-picker.scss',
})
export class CategoryPicker implements FormValueControl<string[]> {
  readonly categories = input.required<readonly CategoryOption[]>();
  readonly value = model<string[]>([]);
  readonly touched = model(false);
  readonly invalid = input(false);

  protected readonly chosen = computed(() => new Set(this.value()));
  protected readonly allIds = computed(() => this.categories().map(({ id }) => id));
  protected readonly items = computed(() =>
    this.categories().reduce((sum, { id, items }) => sum + (this.chosen().has(id) ? items.length : 0), 0),
  );

  protected toggle(id: string): void {
    this.set(this.chosen().has(id) ? this.value().filter((each) => each !== id) : [...this.value(), id]);
  }

  protected set(ids: string[]): void {
    this.value.set(ids);
    this.touched.set(true);
  }
}
