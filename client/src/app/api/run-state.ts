import type { Language, Localized } from './types';

export type RunStatus = 'queued' | 'running' | 'stopping' | 'finished' | 'cancelled' | 'failed';
export type PhaseStatus = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
export type ItemStatus =
  'waiting' | 'starting' | 'thinking' | 'writing' | 'retrying' | 'done' | 'failed' | 'stopped' | 'skipped';

/** An item in one of these is being worked on. */
export const LIVE_STATUSES: readonly ItemStatus[] = ['starting', 'thinking', 'writing', 'retrying'];

export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
}

/** What went wrong, and what to do about it where the server knows. */
export interface Fault {
  code: string;
  message: string;
  remedy?: string;
}

/** Proof of a stop: times by the database's clock (ISO 8601), counts counted. */
export interface StopProof {
  requestedAt: string;
  abortedAt: string;
  providerCallsAborted: number;
  deltasDiscarded: number;
}

export interface SessionInfo {
  id: string;
  workflow: string;
  title: string;
  language: Language;
}

/** The session's latest run; times are epoch ms. */
export interface RunInfo {
  id: string;
  parentRunId?: string;
  status: RunStatus;
  provider?: string;
  model?: string;
  /** The text is sample text of the offline model. */
  sample: boolean;
  concurrency: number;
  startedAt?: number;
  finishedAt?: number;
  usage: TokenUsage;
  error?: Fault;
  stop?: StopProof;
}

export interface PhaseState {
  title: Localized;
  order: number;
  status: PhaseStatus;
}

export interface CategoryState {
  title: Localized;
  order: number;
}

/** One step of the run; `category` is null for those that write no entry. */
export interface ItemState {
  title: Localized;
  order: number;
  phase: string;
  category: string | null;
  status: ItemStatus;
  attempt: number;
  flags: string[];
  messageId?: string;
  startedAt?: number;
  finishedAt?: number;
  usage?: TokenUsage;
  error?: Fault;
}

export interface ArtifactState {
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

/** The document that STATE_SNAPSHOT carries and STATE_DELTA patches; the board is drawn from it alone. */
export interface RunStateDocument {
  session: SessionInfo;
  run: RunInfo;
  phases: Record<string, PhaseState>;
  categories: Record<string, CategoryState>;
  items: Record<string, ItemState>;
  artifacts: Record<string, ArtifactState>;
}
