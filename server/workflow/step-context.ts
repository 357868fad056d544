import type { RunStateDocument } from './run-state.dto.js';

/** What a step may know. */
export interface StepContext {
  readonly sessionId: string;
  readonly runId: string;
  /** 1, 2, 3 … over all runs of the session. */
  readonly attempt: number;
  /** 1 for the first attempt of this run, so that a policy counts afresh after a crash or a continue. */
  readonly tries: number;
  /** The checkpoint of a finished step; undefined when it has none. */
  readonly output: <T>(stepId: string) => T | undefined;
  /** The state document as it is now; read only. */
  readonly state: Readonly<RunStateDocument>;
}
