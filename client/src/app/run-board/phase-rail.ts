import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { SessionView } from '../chat/session-view';
import { LocalizedPipe } from '../shared/localized-pipe';

/** The run's phases in order, each with its state. */
@Component({
  selector: 'app-phase-rail',
  imports: [LocalizedPipe, TranslocoDirective],
  template: `
    <ol *transloco="let t" [attr.aria-label]="t('board.phases')" data-testid="phase-rail">
      @for (phase of phases(); track phase.order) {
        <li
          [class]="phase.status"
          [attr.data-status]="phase.status"
          [attr.aria-current]="phase.status === 'running' ? 'step' : null"
        >
          <span class="mark"></span>
          {{ phase.title | localized }}
          <span class="status">{{ t('board.phaseStatus.' + phase.status) }}</span>
        </li>
      }
    </ol>
  `,
  styleUrl: './phase-rail.scss',
})
export class PhaseRail {
  private readonly view = inject(SessionView);

  protected readonly phases = computed(() =>
    this.view
      .state()
      .document.phases.entries()
      .map(([, phase]) => phase)
      .toSorted((a, b) => a.order - b.order),
  );
}
