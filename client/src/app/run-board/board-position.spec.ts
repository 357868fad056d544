import { keptOnBoard, moveOnBoard } from './board-position';

const CELLS = [2, 3];

describe('moveOnBoard', () => {
  it.each([
    ['runs on over the end of a row', { row: 0, column: 2 }, 'ArrowRight', { row: 1, column: 0 }],
    ['runs back over the beginning of a row', { row: 1, column: 0 }, 'ArrowLeft', { row: 0, column: 2 }],
    ['stops at the last cell', { row: 1, column: 3 }, 'ArrowRight', { row: 1, column: 3 }],
    ['stops at the first name', { row: 0, column: 0 }, 'ArrowLeft', { row: 0, column: 0 }],
    ['keeps to the width of a shorter row', { row: 1, column: 3 }, 'ArrowUp', { row: 0, column: 2 }],
    ['goes to the next row', { row: 0, column: 1 }, 'ArrowDown', { row: 1, column: 1 }],
    ['goes to the row’s name', { row: 1, column: 2 }, 'Home', { row: 1, column: 0 }],
    ['goes to the row’s end', { row: 1, column: 0 }, 'End', { row: 1, column: 3 }],
  ])('%s', (_story, from, key, to) => {
    expect(moveOnBoard(from, key, CELLS)).toEqual(to);
  });

  it('leaves other keys to the browser', () => {
    expect(moveOnBoard({ row: 0, column: 0 }, 'Tab', CELLS)).toBeNull();
  });
});

describe('keptOnBoard', () => {
  it.each([
    ['stays where it is', { row: 1, column: 3 }, CELLS, { row: 1, column: 3 }],
    [
      'falls back to the name when the cells are folded away',
      { row: 1, column: 3 },
      [0, 0],
      { row: 1, column: 0 },
    ],
    ['goes to the last row that is left', { row: 4, column: 1 }, CELLS, { row: 1, column: 1 }],
    ['begins at the beginning of an empty board', { row: 2, column: 2 }, [], { row: 0, column: 0 }],
  ])('%s', (_story, position, cells, kept) => expect(keptOnBoard(position, cells)).toEqual(kept));
});
