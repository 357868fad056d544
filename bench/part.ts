import type { Goal, Lacks } from './row.js';

/** What a part reports to. */
export interface Report {
  /** A short form for CI: the same measurement, smaller and for less long. */
  readonly slice: boolean;
  readonly row: (name: string, unit: string, ours: number, baseline?: number, demand?: Goal | Lacks) => void;
  /** What belongs beside the figures: versions, sizes, what could not be measured here. */
  readonly note: (text: string) => void;
}

/** One question to the product, with its own servers; it leaves nothing behind. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** Part of the slice that CI runs. */
  readonly inSlice: boolean;
  run(report: Report): Promise<void>;
}
