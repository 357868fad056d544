import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  model,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { LIVE_STATUSES } from '../api/run-state';
import { SessionView } from '../chat/session-view';
import { LocalizedPipe } from '../shared/localized-pipe';
import { BoardCard } from './board-card';
import { type BoardRow, boardRows, keptRows } from './board-model';
import { type BoardPosition, keptOnBoard, moveOnBoard } from './board-position';
import { awaitedStep } from './cell-look';
import { CellWordsPipe } from './cell-words-pipe';
import { spentOn } from './spent';
import { SpentWordsPipe } from './spent-words-pipe';

/** At the edges of a board that goes on there, things fade: who is there is not in sight yet, px. As in board.scss. */
const FADE_PX = 24;

/**
 * One card a category, one cell an item, shaped and coloured by its state. One tab stop; the arrow keys move, Enter
 * on a cell leads to its message, on a category's name it shows only that category.
 */
@Component({
  selector: 'app-board',
  imports: [BoardCard, CellWordsPipe, LocalizedPipe, SpentWordsPipe, TranslocoDirective],
  templateUrl: './board.html',
  styleUrl: './board.scss',
})
export class Board {
  private readonly view = inject(SessionView);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  /** The category that the views are narrowed to. */
  readonly category = model<string | null>(null);
  /** The board is folded to a line a category. */
  readonly folded = input(false);
  /** The reader asks for the message of this step. */
  readonly opened = output<string>();

  private readonly grid = viewChild<ElementRef<HTMLElement>>('grid');
  protected readonly rows = linkedSignal<BoardRow[], BoardRow[]>({
    source: () => boardRows(this.view.state().document),
    computation: (rows, previous) => keptRows(rows, previous?.value ?? []),
  });
  /** Cells that are there, a row each. */
  private readonly widths = computed(() =>
    this.rows().map(({ cells }) => (this.folded() ? 0 : cells.length)),
  );
  /** Where the reader was last. */
  private readonly position = signal<BoardPosition>({ row: 0, column: 0 });
  /** Where Tab enters the board. */
  protected readonly stop = computed(() => keptOnBoard(this.position(), this.widths()));
  protected readonly prices = computed(() => this.view.run()?.prices);
  protected readonly awaited = computed(() => awaitedStep(this.view.run()));
  protected readonly hovered = signal<BoardPosition | null>(null);
  protected readonly focused = signal<BoardPosition | null>(null);
  /** What is named below the board: where the mouse is, else where the keyboard is. */
  private readonly pointed = computed(() => this.hovered() ?? this.focused());
  protected readonly pointedCell = computed(() => {
    const at = this.pointed();
    const row = at ? this.rows()[at.row] : undefined;
    const cell = at && at.column > 0 ? row?.cells[at.column - 1] : undefined;
    return row && cell && { category: row.category, ...cell };
  });
  protected readonly pointedRow = computed(() => {
    const at = this.pointed();
    const row = at?.column === 0 ? this.rows()[at.row] : undefined;
    return (
      row && {
        ...row,
        spent: spentOn(
          row.cells.map(({ item }) => item),
          this.prices(),
        ),
      }
    );
  });

  constructor() {
    // Before its cells go: the focus would go with them.
    effect(() => {
      if (this.folded()) untracked(() => this.leaveCells());
    });
    // The category at work stays in sight, until the reader looks at the board.
    const rowAtWork = computed(() =>
      this.rows().findIndex(({ cells }) => cells.some(({ item }) => LIVE_STATUSES.includes(item.status))),
    );
    afterRenderEffect((onCleanup) => {
      const row = rowAtWork();
      const grid = this.grid()?.nativeElement;
      const card = grid?.children.item(row);
      if (grid && card && !grid.matches(':hover, :focus-within')) onCleanup(bringIntoSight(grid, card));
    });
  }

  protected onKey(event: KeyboardEvent, at: BoardPosition): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.activate(at);
      return;
    }
    const target = moveOnBoard(at, event.key, this.widths());
    if (!target) return;
    event.preventDefault();
    this.focusAt(target);
  }

  protected onFocus(row: number, column: number | null): void {
    const at = column === null ? null : { row, column };
    if (at) {
      this.position.set(at);
      // A mouse that rests somewhere points at nothing any more.
      this.hovered.set(null);
    }
    this.focused.set(at);
  }

  protected activate(at: BoardPosition): void {
    const row = this.rows()[at.row];
    const cell = row?.cells[at.column - 1];
    if (cell) this.opened.emit(cell.step);
    else if (row) this.category.set(this.category() === row.id ? null : row.id);
  }

  private leaveCells(): void {
    if (this.grid()?.nativeElement.querySelector('[role=gridcell]:focus'))
      this.focusAt({ row: this.position().row, column: 0 });
  }

  private focusAt({ row, column }: BoardPosition): void {
    this.host.nativeElement.querySelector<HTMLElement>(`[data-at="${row}.${column}"]`)?.focus();
  }
}

/** Scrolls as soon as the browser has told where the card is: to ask for it would be a layout of its own. */
function bringIntoSight(grid: HTMLElement, card: Element): () => void {
  if (typeof IntersectionObserver === 'undefined') return () => undefined;
  const observer = new IntersectionObserver(
    ([told]) => {
      observer.disconnect();
      if (told?.rootBounds && told.intersectionRatio < 1)
        grid.scrollTop += told.boundingClientRect.top - told.rootBounds.top;
    },
    { root: grid, rootMargin: `-${FADE_PX}px 0px` },
  );
  observer.observe(card);
  return () => observer.disconnect();
}
