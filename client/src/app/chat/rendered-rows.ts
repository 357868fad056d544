import { defaultRangeExtractor, type Range } from '@tanstack/angular-virtual';

/** A record of up to so many entries is there as a whole: the browser's own search finds all of it. */
export const WHOLE = 60;
/** Entries beyond the edges of the screen, for whoever scrolls. */
const OVERSCAN = 6;

/**
 * Indexes of the entries to render, ascending: those on screen and near it, and those that are held. For a reader who only
 * `follows` the end nothing beyond the screen is made, but the last: a range has at least one entry, which his keyboard finds.
 */
export function renderedRows(range: Range, held: readonly number[], follows: boolean): number[] {
  const overscan = range.count <= WHOLE ? WHOLE : follows ? 0 : OVERSCAN;
  const near = defaultRangeExtractor({ ...range, overscan });
  const far = held.filter((index) => index < range.count && !near.includes(index));
  return far.length > 0 ? [...near, ...far].toSorted((a, b) => a - b) : near;
}
