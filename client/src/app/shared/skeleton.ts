import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

/**
 * Grey shapes where something is about to be, so that nothing jumps when it comes. They wait for 150 ms before they show:
 * what comes at once does not flash.
 */
@Component({
  selector: 'app-skeleton',
  imports: [TranslocoDirective],
  template: `
    <div *transloco="let t" role="status" aria-busy="true" data-testid="skeleton" [class]="shape()">
      <span class="visually-hidden">{{ t('page.loading') }}</span>
      @for (line of shapes(); track line) {
        <span class="shape" [style.inline-size.%]="shape() === 'lines' ? widths[line % 4] : 100"></span>
      }
    </div>
  `,
  styleUrl: './skeleton.scss',
})
export class Skeleton {
  /** Lines of a text, or cards of a list. */
  readonly shape = input<'lines' | 'cards'>('lines');
  readonly count = input(4);

  protected readonly widths = [92, 100, 84, 60];
  protected readonly shapes = computed(() => Array.from({ length: this.count() }, (_, index) => index));
}
