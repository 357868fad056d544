import { Component, computed, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideChevronRight } from '@lucide/angular';
import type { Research } from './research';

/** What was looked up for an item: a line that opens to the questions and the passages they found. */
@Component({
  selector: 'app-research-note',
  imports: [LucideChevronRight, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button
        type="button"
        class="toggle"
        data-testid="research"
        [attr.aria-expanded]="opened()"
        [disabled]="empty()"
        (click)="opened.set(!opened())"
      >
        <svg lucideChevronRight [size]="14" [class.turned]="opened()"></svg>
        {{ t('chat.research.' + state(), { n: research().hits.length }) }}
      </button>
      @if (opened()) {
        <ul class="queries">
          @for (query of research().queries; track $index) {
            <li>{{ query }}</li>
          }
        </ul>
        <ol>
          @for (hit of research().hits; track $index) {
            <li>
              <cite>{{ hit.heading || hit.document }}</cite>
              <p>{{ hit.text }}</p>
            </li>
          }
        </ol>
      }
    </ng-container>
  `,
  styleUrl: './research-note.scss',
})
export class ResearchNote {
  readonly research = input.required<Research>();

  /** It is going on. */
  readonly live = input(false);

  /** Whether the reader has opened it. */
  readonly opened = model(false);
  protected readonly empty = computed(() => this.research().queries.length === 0);
  protected readonly state = computed<'asking' | 'searching' | 'found' | 'nothing'>(() => {
    const { queries, hits } = this.research();
    if (hits.length > 0) return 'found';
    if (queries.length === 0) return 'asking';
    return this.live() ? 'searching' : 'nothing';
  });
}
