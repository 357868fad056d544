import { Component, computed, input, output } from '@angular/core';
import { LucideCheck, LucideTriangleAlert } from '@lucide/angular';
import type { RunInfo } from '../api/run-state';
import { LocalizedPipe } from '../shared/localized-pipe';
import type { Translate } from '../shared/translate';
import { BoardCell } from './board-cell';
import type { BoardRow } from './board-model';

/**
 * A category on the board: its name, how far it is, and its items. Column 0 is the name, the items follow. A component of
 * its own, so that a change of one item leaves the other categories alone.
 */
@Component({
  selector: 'app-board-card',
  imports: [BoardCell, LocalizedPipe, LucideCheck, LucideTriangleAlert],
  templateUrl: './board-card.html',
  styleUrl: './board-card.scss',
  host: {
    role: 'row',
    '[class.complete]': 'complete()',
    '[class.chosen]': 'chosen()',
    '[class.folded]': 'folded()',
    '[attr.data-category]': 'row().id',
  },
})
export class BoardCard {
  readonly row = input.required<BoardRow>();
  /** Its number on the board. */
  readonly number = input.required<number>();
  /** The column that Tab comes to; null where that is in another category. */
  readonly stop = input<number | null>(null);
  /** The views are narrowed to it. */
  readonly chosen = input(false);
  /** Without its items. */
  readonly folded = input(false);
  /** See `awaitedStep`. */
  readonly awaited = input<string | null>(null);
  readonly prices = input<RunInfo['prices']>();
  /** In the portal's language; another one for another language. */
  readonly t = input.required<Translate>();

  /** Columns, as they are clicked, focused and pointed at; null when they are left. */
  readonly activated = output<number>();
  readonly focused = output<number | null>();
  readonly hovered = output<number | null>();
  readonly keyed = output<{ event: KeyboardEvent; column: number }>();

  protected readonly complete = computed(() => this.row().progress.done === this.row().progress.total);
}
