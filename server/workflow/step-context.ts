import type { ItemRevision, RunStateDocument } from './run-state.dto.js';

/** What a step may know. */
export interface StepContext {
  readonly sessionId: string;
  readonly runId: string;
  /** 1, 2, 3 … over all runs of the session. */
  readonly attempt: number;
  /** 1 for the first attempt of this run, so that a policy counts afresh after a crash or a continue. */
  readonly tries: number;
  /** How this attempt is to differ from the one before; absent for a first writing. */
  readonly revision?: ItemRevision;
  /** The checkpoint of a finished step; undefined when it has none. Of this one: what was written before. */
  readonly output: <T>(stepId: string) => T | undefined;
  /** The state document as it is now; read only. */
  readonly state: Readonly<RunStateDocument>;
}
