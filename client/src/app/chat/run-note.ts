import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideCircleCheck, LucideCirclePlay, LucideCircleStop, LucideTriangleAlert } from '@lucide/angular';
import type { PhaseState, PhaseStatus, RunInfo } from '../api/run-state';
import { ClockTimePipe } from '../shared/format-pipes';
import { LocalizedPipe } from '../shared/localized-pipe';
import { Note } from './note';

const PHASE_ICONS = {
  waiting: LucideCirclePlay,
  running: LucideCirclePlay,
  done: LucideCircleCheck,
  failed: LucideTriangleAlert,
  stopped: LucideCircleStop,
} satisfies Record<PhaseStatus, unknown>;

/** A word of the system: a run began, a phase began or ended. */
@Component({
  selector: 'app-run-note',
  imports: [ClockTimePipe, LocalizedPipe, Note, TranslocoDirective],
  template: `
    <article *transloco="let t" data-testid="system-message">
      @if (run(); as run) {
        <app-note
          kind="system"
          [icon]="startIcon"
          [label]="t(run.parentRunId ? 'chat.runContinued' : 'chat.runStarted')"
        >
          <ng-container noteHead>
            <span class="detail"
              >{{ run.provider }} · {{ run.model }} · {{ t('chat.parallel', { n: run.concurrency }) }}</span
            >
            <span class="spacer"></span>
            <time class="detail">{{ run.startedAt | clockTime }}</time>
          </ng-container>
        </app-note>
      }
      @if (phase(); as phase) {
        <app-note kind="system" [icon]="phaseIcon()" [label]="phase.title | localized">
          <ng-container noteHead>
            <span class="detail">{{ t('board.phaseStatus.' + phase.status) }}</span>
          </ng-container>
        </app-note>
      }
    </article>
  `,
  styles: `
    .detail {
      color: var(--ink-soft);
      font-size: var(--text-12);
    }
    .spacer {
      flex: 1;
    }
    app-note {
      padding-block: 2px;
    }
  `,
})
export class RunNote {
  readonly run = input<RunInfo>();
  readonly phase = input<PhaseState>();

  protected readonly startIcon = LucideCirclePlay;
  protected readonly phaseIcon = computed(() => PHASE_ICONS[this.phase()?.status ?? 'running']);
}
