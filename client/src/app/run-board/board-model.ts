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
