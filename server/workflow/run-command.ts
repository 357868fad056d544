/**
 * What is asked of a run while it is active. It is kept until the run has ended; the highest `id` that took effect stands
 * in the state document, written with the effect, so that a worker that takes over repeats none and forgets none.
 */
export interface RunCommand {
  readonly id: number;
  readonly kind: 'stop_item';
  /** The step it is about. */
  readonly stepId: string;
}
