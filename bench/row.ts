/** What a row has to reach. `limit` is far behind the goal: beyond it something is broken, whatever the machine. */
export interface Goal {
  /** What is compared: ours as it is, ours divided by the baseline, or ours minus the baseline. */
  of: 'ours' | 'ratio' | 'difference';
  atLeast?: number;
  atMost?: number;
  /** A bound that noise cannot cross; the slice in CI fails on it. */
  limit?: number;
}

/** What the other way of doing it does not do. */
export interface Lacks {
  lacks: string;
}

/** One line of the table and of `results.json`. */
export interface Row {
  part: string;
  name: string;
  unit: string;
  ours: number;
  baseline?: number;
  ratio?: number;
  goal?: string;
  /** What the baseline does not do. */
  lacks?: string;
  met?: boolean;
  /** Beyond the limit. */
  broken?: boolean;
}

/** @param baseline what the machine can do at most, or the other way of doing it, measured in the same run */
export function makeRow(
  part: string,
  name: string,
  unit: string,
  ours: number,
  baseline?: number,
  demand?: Goal | Lacks,
): Row {
  const ratio = baseline === undefined ? undefined : ours / baseline;
  const row: Row = { part, name, unit, ours: rounded(ours) };
  if (baseline !== undefined) Object.assign(row, { baseline: rounded(baseline), ratio: rounded(ratio!) });
  if (!demand) return row;
  if ('lacks' in demand) return { ...row, ...demand };
  const goal = demand;
  const value = goal.of === 'ours' ? ours : goal.of === 'ratio' ? ratio! : ours - baseline!;
  const reaches = (bound?: number, sign = 1): boolean => bound === undefined || sign * value >= sign * bound;
  row.goal = `${goal.of} ${goal.atLeast === undefined ? '≤' : '≥'} ${goal.atLeast ?? goal.atMost}`;
  row.met = reaches(goal.atLeast) && reaches(goal.atMost, -1);
  row.broken = goal.limit !== undefined && !reaches(goal.limit, goal.atLeast === undefined ? -1 : 1);
  return row;
}

/** Three figures: more would claim a precision that no run here has. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
