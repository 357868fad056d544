import type { ItemState, ItemStatus } from './run-state.dto.js';

/** How a step has ended, for those that need it. */
export type Settlement = 'done' | 'failed' | 'skipped';

/** Of what needs no more work. A stopped item was asked to stop: the run's own end is not here. */
const SETTLEMENTS: Partial<Record<ItemStatus, Settlement>> = {
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
  stopped: 'skipped',
};

/** How an item stands; undefined while it needs work. With a text that counts it is done, whatever became of a rewrite. */
export function settlementOf({ status, chosen }: ItemState): Settlement | undefined {
  const settlement = SETTLEMENTS[status];
  return settlement && chosen !== undefined ? 'done' : settlement;
}
