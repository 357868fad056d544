import { Component, computed, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { AmountPipe, ClockTimePipe, DurationPipe, MoneyPipe } from '../shared/format-pipes';
import { LocalizedPipe } from '../shared/localized-pipe';
import type { TimelineBar } from './timeline-model';

/** The timeline for those who read rather than look: a row for each attempt, whose name leads to its message. */
@Component({
  selector: 'app-timeline-table',
  imports: [AmountPipe, ClockTimePipe, DurationPipe, LocalizedPipe, MoneyPipe, TranslocoDirective],
  templateUrl: './timeline-table.html',
  styleUrls: ['./timeline-swatch.scss', './timeline-table.scss'],
})
export class TimelineTable {
  readonly bars = input.required<readonly TimelineBar[]>();
  /** The reader wants to see this step's message. */
  readonly opened = output<string>();

  /** A column of nothing is no help: prices are known of few models. */
  protected readonly costs = computed(() => this.bars().some(({ cost }) => cost !== null));

  protected lasted({ began, ended }: TimelineBar): number | null {
    return ended === null ? null : ended - began;
  }
}
