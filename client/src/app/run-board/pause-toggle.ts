import { Component, DestroyRef, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucidePause, LucidePlay } from '@lucide/angular';
import { DisplayPause } from '../chat/display-pause';
import { SessionView } from '../chat/session-view';
import { Shortcuts } from '../shared/shortcuts';

/** Lets the display stand still and go on, by mouse or by `p`. Only there while something moves, or stands still. */
@Component({
  selector: 'app-pause-toggle',
  imports: [LucidePause, LucidePlay, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (pause.paused() || view.active()) {
        <button
          type="button"
          class="button quiet"
          data-testid="pause"
          [attr.aria-label]="t(pause.paused() ? 'run.resumeDisplay' : 'run.pauseDisplay')"
          [title]="t(pause.paused() ? 'run.resumeDisplay' : 'run.pauseDisplay')"
          (click)="toggle()"
        >
          @if (pause.paused()) {
            <svg lucidePlay [size]="15"></svg>
          } @else {
            <svg lucidePause [size]="15"></svg>
          }
          <span class="words">{{ t(pause.paused() ? 'run.resumeDisplay' : 'run.pauseDisplay') }}</span>
        </button>
      }
    </ng-container>
  `,
  styles: `
    @container toolbar (max-width: 560px) {
      .words {
        display: none;
      }

      .button {
        min-width: 32px;
        padding: 4px;
      }
    }
  `,
})
export class PauseToggle {
  protected readonly view = inject(SessionView);
  protected readonly pause = inject(DisplayPause);

  constructor() {
    const shortcut = { key: 'p', label: 'shortcuts.pause', run: () => this.toggle() };
    inject(DestroyRef).onDestroy(inject(Shortcuts).add(shortcut));
  }

  protected toggle(): void {
    if (this.pause.paused()) this.view.resumeDisplay();
    else this.view.pauseDisplay();
  }
}
