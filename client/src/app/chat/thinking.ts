import { Component, computed, inject, input, model } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideChevronRight } from '@lucide/angular';
import { InSight } from '../shared/in-sight';
import type { StreamedText } from './streamed-text';
import { TextLanguage } from './text-language';
import { type FoldedByHand, ThinkingFold } from './thinking-fold';
import { TypedText } from './typed-text';

/**
 * The reasoning under a message: a window of three lines while it streams, folded once it is done. What the reader
 * opened or closed stays as it is.
 */
@Component({
  selector: 'app-thinking',
  imports: [InSight, LucideChevronRight, TextLanguage, TranslocoDirective, TypedText],
  template: `
    <ng-container *transloco="let t">
      <button type="button" class="toggle" [attr.aria-expanded]="shown() !== 'folded'" (click)="toggle()">
        <svg lucideChevronRight [size]="14" [class.turned]="shown() !== 'folded'"></svg>
        {{ streaming() ? t('chat.thinkingNow') : t('chat.thinking') }}
      </button>
      @if (shown() !== 'folded') {
        <div
          class="window"
          data-testid="reasoning"
          appInSight
          #sight="inSight"
          [class.whole]="shown() === 'whole'"
        >
          <p appTextLanguage>
            @if (streaming()) {
              <app-typed-text [source]="reasoning()" [replayed]="replayed()" [inSight]="sight.seen()" />
            } @else {
              {{ reasoning().text() }}
            }
          </p>
        </div>
      }
    </ng-container>
  `,
  styleUrl: './thinking.scss',
})
export class Thinking {
  readonly reasoning = input.required<StreamedText>();
  /** Code units that are not typed out again. */
  readonly replayed = input(0);
  /** Never more than three lines: in a lane of fixed height. */
  readonly compact = input(false);

  private readonly fold = inject(ThinkingFold);

  /** What the reader has done to this one. */
  readonly byHand = model<FoldedByHand | null>(null);
  private readonly readerOpened = computed(() => {
    const byHand = this.byHand();
    return byHand?.wish === this.fold.wish() ? byHand.opened : null;
  });
  protected readonly streaming = computed(() => this.reasoning().status() === 'open');
  protected readonly shown = computed<'folded' | 'window' | 'whole'>(() => {
    if (!(this.readerOpened() ?? (this.streaming() && !this.fold.folded()))) return 'folded';
    return this.compact() || (this.streaming() && this.readerOpened() === null) ? 'window' : 'whole';
  });

  protected toggle(): void {
    this.byHand.set({ opened: this.shown() === 'folded', wish: this.fold.wish() });
  }
}
