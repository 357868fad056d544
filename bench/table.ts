import type { Row } from './row.js';

const WIDTHS = [66, 20, 20, 10, 20, 9];

/** Above the rows of a part. */
export const HEADING = line('', 'ours', 'baseline', 'ratio', 'goal', '');

/** A row, for people. */
export function show(row: Row): string {
  const verdict = row.met === undefined ? '' : row.met ? 'met' : row.broken ? 'FAR OFF' : 'missed';
  const baseline = row.baseline === undefined ? '' : amount(row.baseline, row.unit);
  return line(
    row.name,
    amount(row.ours, row.unit),
    baseline,
    `${row.ratio ?? ''}`,
    row.goal ?? row.lacks ?? '',
    verdict,
  );
}

function line(...cells: string[]): string {
  const padded = cells.map((cell, column) =>
    column === 0 ? cell.padEnd(WIDTHS[column]!) : cell.padStart(WIDTHS[column]!),
  );
  return `  ${padded.join('').trimEnd()}`;
}

function amount(value: number, unit: string): string {
  return `${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`.trimEnd();
}
