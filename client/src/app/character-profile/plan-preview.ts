import { Component, input } from '@angular/core';
import type { CategoryOption } from '../api/types';
import { LocalizedPipe } from '../shared/localized-pipe';

/** The board before there is one: what is chosen, an outline an item. For the eye alone, since the form says it in words. */
@Component({
  selector: 'app-plan-preview',
  imports: [LocalizedPipe],
  template: `
    @for (category of categories(); track category.id) {
      <div class="card">
        <span class="name">{{ category.name | localized }}</span>
        <div class="cells">
          @for (item of category.items; track item.id) {
            <span class="cell"></span>
          }
        </div>
      </div>
    }
  `,
  styleUrl: './plan-preview.scss',
  host: { 'aria-hidden': 'true', 'data-testid': 'plan' },
})
export class PlanPreview {
  /** What is chosen, in the template's order. */
  readonly categories = input.required<readonly CategoryOption[]>();
}
