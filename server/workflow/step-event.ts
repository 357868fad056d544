import type { Finding } from './run-state.dto.js';
import type { Research, StepProvenance } from './step-provenance.js';

/** Tokens as a model counted them. */
export interface StepUsage {
  inputTokens: number;
  outputTokens: number;
}

/**
 * What a step says while it runs. `output` comes once, last: it is the step's checkpoint, and a step that completes
 * without it has none.
 */
export type StepEvent =
  /** A provider call is on its way; a stop counts it. */
  | { kind: 'call' }
  | { kind: 'reasoning'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'usage'; usage: StepUsage }
  /** Shown at the item, e.g. `cut`. */
  | { kind: 'flag'; flag: string }
  /** What it does besides writing, shown at the item; each replaces the one before. */
  | { kind: 'activity'; type: 'RESEARCH'; content: Research }
  /** Where what it says comes from; kept with the checkpoint. */
  | { kind: 'provenance'; provenance: StepProvenance }
  /** What a review has found, by item; of an item that is not there it has found nothing. */
  | { kind: 'findings'; findings: ReadonlyMap<string, readonly Finding[]> }
  | { kind: 'artifact'; name: string; mediaType: string; content: string | Buffer }
  | { kind: 'output'; value: unknown };

/** A failure the engine knows what to do about; any other error is a defect and gets one attempt. */
export interface StepFault {
  readonly code: string;
  readonly message: string;
  /** Attempts in all, and whether the run ends with the step. */
  readonly policy: { readonly attempts: number; readonly endsRun: boolean };
  /** Wait before the next attempt, ms, where the provider said so. */
  readonly retryAfterMs?: number;
}

/** A failed step as a value. */
export function toStepFault(error: unknown): StepFault {
  const { code, policy } = (error ?? {}) as Partial<StepFault>;
  if (error instanceof Error && typeof code === 'string' && policy) return error as unknown as StepFault;
  return {
    code: 'step_defect',
    message: 'The step failed for a reason it did not foresee.',
    policy: ONE_ATTEMPT,
  };
}

/** Characters of one piece of text; a provider that sends more at once is not streaming. */
const MAX_PIECE = 200_000;

/** A piece of text is larger than one event may be; its step fails, the others go on. */
export class PieceTooLargeError extends Error implements StepFault {
  readonly code = 'piece_too_large';
  readonly policy = ONE_ATTEMPT;
}

/** @throws PieceTooLargeError */
export function assertBounded(text: string): void {
  if (text.length > MAX_PIECE)
    throw new PieceTooLargeError(`The model sent ${text.length} characters at once.`);
}

const ONE_ATTEMPT = { attempts: 1, endsRun: false };
