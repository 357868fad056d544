import type { Event } from '@ag-ui/core';
import type { RunStatus } from '../database/schema.js';

/** The output of a finished step attempt; saved together with the events that close it. */
export interface Checkpoint {
  stepId: string;
  attempt: number;
  /** JSON text: what cannot be written down fails the step that said it, not the log. */
  output: string;
  /** JSON text: where the output comes from. */
  provenance?: string;
}

/** A file, saved together with the events that announce it. */
export interface ArtifactFile {
  /** Relative, `/`-separated, ASCII. */
  name: string;
  mediaType: string;
  content: Buffer;
  /** Hex digest of `content`. */
  sha256: string;
}

/** How a run's row ends, in the transaction of its last event. */
export interface RunEnding {
  status: Extract<RunStatus, 'interrupted' | 'finished' | 'cancelled' | 'failed'>;
  errorCode?: string;
  /** Tokens spent, and what they cost where prices are known. */
  spent: { inputTokens: number; outputTokens: number; cost?: number; currency?: string };
}

/** What becomes durable together, and visible only then. */
export interface Commit {
  events: readonly Event[];
  checkpoint?: Checkpoint;
  artifacts?: readonly ArtifactFile[];
  ending?: RunEnding;
}
