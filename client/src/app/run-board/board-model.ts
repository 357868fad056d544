import type { CategoryState, ItemState } from '../api/run-state';
import type { StateDocument } from '../chat/state-document';
import { type Progress, progressOf } from './progress';

/** An item on the board. */
export interface BoardItem {
  step: string;
  item: ItemState;
}

/** A category with its cells in their order. */
export interface BoardRow {
  id: string;
  category: CategoryState;
  cells: readonly BoardItem[];
  progress: Progress;
}

/** The board: categories in order, each with its items in order. */
export function boardRows(document: StateDocument): BoardRow[] {
  const cells = new Map<string, BoardItem[]>();
  for (const [step, item] of document.items.entries()) {
    if (item.category === null) continue;
    const own = cells.get(item.category);
    if (own) own.push({ step, item });
    else cells.set(item.category, [{ step, item }]);
  }
  return document.categories
    .entries()
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([id, category]) => {
      const own = (cells.get(id) ?? []).toSorted((a, b) => a.item.order - b.item.order);
      return { id, category, cells: own, progress: progressOf(own.map(({ item }) => item)) };
    });
}

/** The same rows, but those of before that are no different: who shows them sees that nothing has changed. */
export function keptRows(rows: readonly BoardRow[], before: readonly BoardRow[]): BoardRow[] {
  return rows.map((row, index) => {
    const old = before[index];
    return old && isSame(row, old) ? old : row;
  });
}

function isSame(row: BoardRow, old: BoardRow): boolean {
  return (
    row.id === old.id &&
    row.category === old.category &&
    row.cells.length === old.cells.length &&
    row.cells.every(({ item }, index) => item === old.cells[index]!.item)
  );
}
