import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { Type } from '@nestjs/common';
import { Localized } from './localized.dto.js';

export type RunStateStatus =
  'queued' | 'running' | 'stopping' | 'interrupted' | 'finished' | 'cancelled' | 'failed';
export type PhaseStatus = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
export type ItemStatus =
  | 'waiting'
  | 'starting'
  | 'researching'
  | 'thinking'
  | 'writing'
  | 'retrying'
  | 'done'
  | 'failed'
  | 'stopped'
  | 'skipped';

/** Statuses of an item that is being worked on. */
export const LIVE_STATUSES: readonly ItemStatus[] = [
  'starting',
  'researching',
  'thinking',
  'writing',
  'retrying',
];

/** Tokens spent. */
export class TokenCounts {
  inputTokens: number;
  outputTokens: number;
}

/** What a model costs, per million tokens. */
export class Prices {
  input?: number;
  output?: number;
  /** ISO 4217. */
  currency?: string;
}

/** What went wrong, and what helps. */
export class Fault {
  /** Stable. @example provider_timeout */
  code: string;
  message: string;
}

/** The proof of a stop; times in ISO 8601 by the database's clock, counts counted. */
export class StopProof {
  requestedAt: string;
  /** When the last provider call was aborted. */
  abortedAt: string;
  providerCallsAborted: number;
  /** Pieces of text that arrived after the stop and were thrown away. */
  deltasDiscarded: number;
}

/** The session as its latest run knows it. */
export class SessionInfo {
  id: string;
  /** Workflow id. */
  workflow: string;
  /** E.g. the character's name. */
  title: string;
  /** Of what is written. */
  language: 'zh' | 'en';
}

/** The session's latest run; times are epoch ms by the worker's clock. */
export class RunInfo {
  id: string;
  /** The run that this one continues. */
  parentRunId?: string;
  status: RunStateStatus;
  provider?: string;
  model?: string;
  /** The text is sample text of the offline model. */
  sample: boolean;
  /** Steps at once. */
  concurrency: number;
  startedAt?: number;
  finishedAt?: number;
  usage: TokenCounts;
  /** Of its model, when it began; absent where the providers' file names none. */
  prices?: Prices;
  error?: Fault;
  stop?: StopProof;
  /** The step whose text is to be confirmed before the run goes on, while its status is `interrupted`. */
  awaits?: string;
  /** The last command that took effect. */
  handledCommand?: number;
}

/** A stretch of the run. */
export class PhaseState {
  title: Localized;
  order: number;
  status: PhaseStatus;
}

/** A group of items. */
export class CategoryState {
  title: Localized;
  order: number;
}

/** How the latest attempt of an item is to differ from the one before; empty for a plain rewrite. */
export class ItemRevision {
  /** What the model is told besides the template. */
  instruction?: string;
  /** Written by hand, or restored: no model is asked. */
  text?: string;
  /** The attempt whose text it is. */
  restoredFrom?: number;
}

/** A passage of an item that something else contradicts. */
export class Finding {
  /** `banned`: a word that the house does not use; `other`: what the model has found that no rule looks for. */
  kind: 'age' | 'date' | 'name' | 'place' | 'banned' | 'other';
  /** As it stands in the text. */
  quote: string;
  /** What it should agree with; empty where `problem` says it. */
  expected: string;
  /** In the reviewer's words; empty for what code has found. */
  problem: string;
  by: 'code' | 'model';
}

/** One step on the board; times are epoch ms by the worker's clock. */
export class ItemState {
  title: Localized;
  order: number;
  /** Id of its phase. */
  phase: string;
  /** Id of its category; null for steps that write no item (canon, save). */
  category: string | null;
  status: ItemStatus;
  /** The latest attempt; 0 before the first. */
  attempt: number;
  /** The attempt whose text counts: the last one that ended well. A rewrite that fails leaves it as it is. */
  chosen?: number;
  /** What the latest attempt was, or is to be, made for. */
  revision?: ItemRevision;
  /** What it was written from says something else by now. */
  stale?: boolean;
  /** Somebody has looked at it and let the run go on. */
  confirmed?: boolean;
  /** No rewrite touches it until it is unlocked. */
  locked?: boolean;
  /** What the review has against its text; a rewrite is told of it. */
  findings?: Finding[];
  /** E.g. `cut`: the token limit ended the text. */
  flags: string[];
  /** The message of the latest attempt. */
  messageId?: string;
  startedAt?: number;
  finishedAt?: number;
  usage?: TokenCounts;
  error?: Fault;
}

/** A file of the session. */
export class ArtifactState {
  name: string;
  mediaType: string;
  bytes: number;
  /** Hex. */
  sha256: string;
}

const mapOf = (type: Type): { type: 'object'; additionalProperties: { $ref: string } } => ({
  type: 'object',
  additionalProperties: { $ref: getSchemaPath(type) },
});

/** The document that STATE_SNAPSHOT carries and STATE_DELTA patches; the board is drawn from it alone. */
@ApiExtraModels(PhaseState, CategoryState, ItemState, ArtifactState)
export class RunStateDocument {
  session: SessionInfo;
  run: RunInfo;
  /** By id. */
  @ApiProperty(mapOf(PhaseState))
  phases: Record<string, PhaseState>;
  /** By id. */
  @ApiProperty(mapOf(CategoryState))
  categories: Record<string, CategoryState>;
  /** By id of the step, ASCII. */
  @ApiProperty(mapOf(ItemState))
  items: Record<string, ItemState>;
  /** By name. */
  @ApiProperty(mapOf(ArtifactState))
  artifacts: Record<string, ArtifactState>;
}
