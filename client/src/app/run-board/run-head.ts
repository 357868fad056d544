import { Component, computed, inject, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideBell, LucideBellRing, LucideSquare } from '@lucide/angular';
import { DisplayPause } from '../chat/display-pause';
import { SessionView } from '../chat/session-view';
import { Clock } from '../shared/clock';
import { DurationPipe } from '../shared/format-pipes';
import { RunNotification } from './run-notification';
import { progressOf, timeLeft } from './progress';

/** Whose profile it is, how far it is, how long it will take, and the button that stops it. */
@Component({
  selector: 'app-run-head',
  imports: [DurationPipe, LucideBell, LucideBellRing, LucideSquare, TranslocoDirective],
  templateUrl: './run-head.html',
  styleUrl: './run-head.scss',
})
export class RunHead {
  protected readonly view = inject(SessionView);
  protected readonly notification = inject(RunNotification);
  private readonly clock = inject(Clock);
  private readonly pause = inject(DisplayPause);

  protected readonly title = computed(() => this.view.state().document.session()?.title ?? '');
  private readonly items = computed(() =>
    this.view
      .state()
      .document.items.entries()
      .map(([, item]) => item)
      .filter(({ category }) => category !== null),
  );
  protected readonly progress = computed(() => progressOf(this.items()));
  protected readonly left = computed(() => {
    const run = this.view.run();
    // It counts down, so it stands still with the rest.
    const now = this.pause.paused() ? untracked(this.clock.now) : this.clock.now();
    return run ? timeLeft(run, this.items(), now) : null;
  });
  protected readonly status = computed(() => (this.view.stopping() ? 'stopping' : this.view.run()?.status));
}
