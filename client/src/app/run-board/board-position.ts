/** A place on the board: row, and column 0 for the row's name, 1 … n for its cells. */
export interface BoardPosition {
  row: number;
  column: number;
}

/** The place itself, or the nearest one that is there on a board with the given numbers of cells a row. */
export function keptOnBoard({ row, column }: BoardPosition, cells: readonly number[]): BoardPosition {
  const nearest = Math.max(0, Math.min(row, cells.length - 1));
  return { row: nearest, column: Math.min(column, cells[nearest] ?? 0) };
}

/**
 * Where a key leads on a board with the given numbers of cells a row; null for a key that does not move. Left and
 * right run on over the ends of rows, so that one key can reach everything.
 */
export function moveOnBoard(
  from: BoardPosition,
  key: string,
  cells: readonly number[],
): BoardPosition | null {
  const last = cells.length - 1;
  const width = (row: number) => cells[row] ?? 0;
  const to = (row: number, column: number) => ({ row, column: Math.min(column, width(row)) });
  switch (key) {
    case 'ArrowRight':
      if (from.column < width(from.row)) return to(from.row, from.column + 1);
      return from.row < last ? to(from.row + 1, 0) : from;
    case 'ArrowLeft':
      if (from.column > 0) return to(from.row, from.column - 1);
      return from.row > 0 ? to(from.row - 1, width(from.row - 1)) : from;
    case 'ArrowDown':
      return to(Math.min(last, from.row + 1), from.column);
    case 'ArrowUp':
      return to(Math.max(0, from.row - 1), from.column);
    case 'Home':
      return to(from.row, 0);
    case 'End':
      return to(from.row, width(from.row));
    default:
      return null;
  }
}
