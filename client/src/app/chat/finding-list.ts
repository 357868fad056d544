import { Component, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideRefreshCw, LucideTriangleAlert } from '@lucide/angular';
import type { Finding } from '../api/run-state';

/** What the review has against a text: the passage, and what it should agree with. */
@Component({
  selector: 'app-finding-list',
  imports: [LucideRefreshCw, LucideTriangleAlert, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <ul data-testid="findings" [attr.aria-label]="t('review.findings')">
        @for (finding of findings(); track finding.quote) {
          <li>
            <svg lucideTriangleAlert [size]="14"></svg>
            <span>
              <strong>{{ t('review.kinds.' + finding.kind) }}</strong>
              <q>{{ finding.quote }}</q>
              <span class="why">{{
                finding.problem ||
                  t(finding.kind === 'banned' ? 'review.bannedWord' : 'review.expected', {
                    fact: finding.expected,
                  })
              }}</span>
            </span>
          </li>
        }
      </ul>
      @if (mendable()) {
        <button
          type="button"
          class="button small"
          data-testid="mend"
          [disabled]="busy()"
          (click)="mended.emit()"
        >
          <svg lucideRefreshCw [size]="14"></svg>{{ t('review.mend') }}
        </button>
      }
    </ng-container>
  `,
  styleUrl: './finding-list.scss',
})
export class FindingList {
  readonly findings = input.required<readonly Finding[]>();
  /** Whether its text may be written again. */
  readonly mendable = input(true);
  readonly busy = input(false);
  /** The reader wants it written again so that it agrees. */
  readonly mended = output<void>();
}
