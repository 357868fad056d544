import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Api } from '../api/api';

/** Who made an attempt, and on which instruction; silent where no record tells. */
@Component({
  selector: 'app-attempt-author',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (origin(); as origin) {
        @if (origin.revision.by_hand) {
          {{ t('revision.handMade') }}
        } @else if (origin.revision.restored_from; as number) {
          {{ t('revision.restoredFrom', { number }) }}
        } @else {
          {{ origin.provider }} · {{ origin.model }}
        }
        @if (origin.revision.instruction; as instruction) {
          <br />{{ t('compare.instruction', { instruction }) }}
        }
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      min-height: 1lh;
      color: var(--ink-soft);
      font-size: var(--text-13);
      overflow-wrap: anywhere;
    }
  `,
  host: { 'data-testid': 'author' },
})
export class AttemptAuthor {
  readonly sessionId = input.required<string>();
  readonly itemId = input.required<string>();
  readonly attempt = input.required<number>();

  private readonly resource = inject(Api).provenance(this.sessionId, this.itemId, this.attempt);
  protected readonly origin = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
}
