import type { Localized } from './workflow-definition.js';

export type RunStateStatus = 'queued' | 'running' | 'stopping' | 'finished' | 'cancelled' | 'failed';
export type PhaseStatus = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
export type ItemStatus =
  'waiting' | 'starting' | 'thinking' | 'writing' | 'retrying' | 'done' | 'failed' | 'stopped' | 'skipped';

/** The proof of a stop; times in ISO 8601 by the database's clock, counts counted. */
export interface StopProof {
  requestedAt: string;
  /** When the last provider call was aborted. */
  abortedAt: string;
  providerCallsAborted: number;
  /** Pieces of text that arrived after the stop and were thrown away. */
  deltasDiscarded: number;
}

/** One step on the board. */
export interface ItemState {
  title: Localized;
  order: number;
  phase: string;
  /** Null for steps that write no item (canon, save). */
  category: string | null;
  status: ItemStatus;
  /** The latest attempt; 0 before the first. */
  attempt: number;
  flags: string[];
  /** The message of the latest attempt. */
  messageId?: string;
  /** Epoch ms, the worker's clock. */
  startedAt?: number;
  finishedAt?: number;
  usage?: { inputTokens: number; outputTokens: number };
  error?: { code: string; message: string };
}

/** The document that STATE_SNAPSHOT carries and STATE_DELTA patches; the board is drawn from it alone. */
export interface RunStateDocument {
  session: { id: string; workflow: string; title: string; language: 'zh' | 'en' };
  run: {
    id: string;
    parentRunId?: string;
    status: RunStateStatus;
    provider?: string;
    model?: string;
    /** The text is sample text of the offline model. */
    sample: boolean;
    concurrency: number;
    startedAt?: number;
    finishedAt?: number;
    usage: { inputTokens: number; outputTokens: number };
    error?: { code: string; message: string };
    stop?: StopProof;
    /** The last command that took effect. */
    handledCommand?: number;
  };
  phases: Record<string, { title: Localized; order: number; status: PhaseStatus }>;
  categories: Record<string, { title: Localized; order: number }>;
  items: Record<string, ItemState>;
  /** By name. */
  artifacts: Record<string, { name: string; mediaType: string; bytes: number; sha256: string }>;
}
