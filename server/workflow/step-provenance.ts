import type { Prices } from './run-state.dto.js';
import type { StepUsage } from './step-event.js';

/** What a research has asked and met; also the content of its ACTIVITY_SNAPSHOT. */
export interface Research {
  queries: readonly string[];
  hits: readonly ResearchHit[];
}

/** A passage that the model was given. */
export interface ResearchHit {
  /** Name of the document. */
  document: string;
  collectionId: string;
  documentId: string;
  /** The headings above it, outermost first. */
  heading: string;
  text: string;
  /** Which queries have found it, by their place. */
  queries: readonly number[];
}

/** Where the text of an attempt comes from, as the step tells it. */
export interface StepProvenance {
  provider: string;
  model: string;
  /** 0–2. */
  temperature?: number;
  /** As it was sent; absent for a text that somebody wrote by hand. */
  prompt?: readonly { role: string; content: string }[];
  /** Version of the prompts. */
  promptVersion?: string;
  research?: Research;
  /** At that time. */
  prices?: Prices;
}

/** The same with what the engine knows of the attempt; stored with its checkpoint. */
export interface AttemptProvenance extends StepProvenance {
  runId: string;
  /** Epoch ms by the worker's clock. */
  startedAt: number;
  finishedAt: number;
  usage: StepUsage;
  /** What it was made for; absent for a first writing. */
  revision?: { instruction?: string; byHand?: boolean; restoredFrom?: number };
}
