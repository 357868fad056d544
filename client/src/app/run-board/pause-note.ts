import { Component, computed, inject, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucidePause } from '@lucide/angular';
import { DisplayPause } from '../chat/display-pause';
import { Clock } from '../shared/clock';
import { AmountPipe } from '../shared/format-pipes';

/**
 * Says that the display stands still and the run does not, and, once a second, how much has arrived meanwhile. It has a
 * place where it moves nothing: what somebody wants to read in peace must not jump for it.
 */
@Component({
  selector: 'app-pause-note',
  imports: [AmountPipe, LucidePause, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <div class="note" [class.shown]="pause.paused()">
        <p role="status" data-testid="paused">
          @if (pause.paused()) {
            <svg lucidePause [size]="15"></svg>
            {{ t(pause.held.ended() ? 'run.pausedEnded' : 'run.paused') }}
          }
        </p>
        @if (pause.paused()) {
          <span data-testid="held">{{
            t('run.held', { n: held().finished, characters: held().characters | amount })
          }}</span>
        }
      </div>
    </ng-container>
  `,
  styleUrl: './pause-note.scss',
})
export class PauseNote {
  protected readonly pause = inject(DisplayPause);
  private readonly clock = inject(Clock);

  /** Not with each token: what says that nothing moves should not move. */
  protected readonly held = computed(() => {
    this.clock.now();
    const { finished, characters } = this.pause.held;
    return untracked(() => ({ finished: finished(), characters: characters() }));
  });
}
