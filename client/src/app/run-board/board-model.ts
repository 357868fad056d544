import type { CategoryState, ItemState } from '../api/run-state';
import type { StateDocument } from '../chat/state-document';
import { awaitedStep, type CellLook, cellLook } from './cell-look';
import { type Progress, progressOf } from './progress';

/** A cell of the board. */
export interface BoardCell {
  step: string;
  item: ItemState;
  look: CellLook;
}

/** A category with its cells in their order. */
export interface BoardRow {
  id: string;
  category: CategoryState;
  cells: readonly BoardCell[];
  progress: Progress;
}

/** The board: categories in order, each with its items in order. */
export function boardRows(document: StateDocument): BoardRow[] {
  const awaited = awaitedStep(document.run());
  const cells = new Map<string, BoardCell[]>();
  for (const [step, item] of document.items.entries()) {
    if (item.category === null) continue;
    const cell = { step, item, look: cellLook(step, item, awaited) };
    const own = cells.get(item.category);
    if (own) own.push(cell);
    else cells.set(item.category, [cell]);
  }
  return document.categories
    .entries()
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([id, category]) => {
      const own = (cells.get(id) ?? []).toSorted((a, b) => a.item.order - b.item.order);
      return { id, category, cells: own, progress: progressOf(own.map(({ item }) => item)) };
    });
}
