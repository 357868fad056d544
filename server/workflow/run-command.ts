import type { ItemRevision } from './run-state.dto.js';

/**
 * What is asked of a run while it is active. It is kept until the run has ended; the highest `id` that took effect stands
 * in the state document, written with the effect, so that a worker that takes over repeats none and forgets none.
 */
export type RunCommand = {
  readonly id: number;
  /** The step it is about. */
  readonly stepId: string;
} & ItemCommand;

/** What can be asked of one item. */
export type ItemCommand =
  | { readonly kind: 'stop_item' }
  | { readonly kind: 'revise_item'; readonly revision: ItemRevision }
  | { readonly kind: 'lock_item'; readonly locked: boolean };
