import { Type } from 'class-transformer';
import { IsInt, IsOptional, Min } from 'class-validator';
import { TokenCounts } from '../workflow/run-state.dto.js';

/** Which attempt is asked about. */
export class ProvenanceQueryDto {
  /** From 1; the one whose text counts without it. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  attempt?: number;
}

/** One message of a prompt, as it was sent. */
export class PromptMessageDto {
  role: string;
  content: string;
}

/** A passage that the model was given. */
export class ProvenanceHitDto {
  /** Name of the document. */
  document: string;
  collection_id: string;
  document_id: string;
  /** The headings above it, outermost first. */
  heading: string;
  text: string;
  /** Which queries have found it, by their place from 0. */
  queries: number[];
}

/** What was spent. */
export class CostDto {
  amount: number;
  /** ISO 4217; null where the providers' file does not say. */
  currency: string | null;
}

/** Why it was not simply written for the first time. */
export class ProvenanceRevisionDto {
  /** What the model was told besides the template. */
  instruction: string | null;
  by_hand: boolean;
  /** The attempt whose text it is. */
  restored_from: number | null;
}

/** Where the text of an item comes from. */
export class ProvenanceDto {
  item_id: string;
  attempt: number;
  /** Whether its text is the item's. */
  chosen: boolean;
  /** Finished attempts, oldest first. */
  attempts: number[];
  run_id: string;
  provider: string;
  model: string;
  /** 0–2; null where no model was asked. */
  temperature: number | null;
  prompt_version: string | null;
  /** Empty for a text that somebody wrote by hand. */
  prompt: PromptMessageDto[];
  /** What was looked up; empty without collections. */
  queries: string[];
  hits: ProvenanceHitDto[];
  reasoning: string;
  text: string;
  revision: ProvenanceRevisionDto;
  /** Of all calls of the attempt. */
  usage: TokenCounts;
  /** By the prices of that time; null where the providers' file names none. */
  cost: CostDto | null;
  /** Epoch ms by the worker's clock. */
  started_at: number;
  /** Epoch ms by the worker's clock. */
  finished_at: number;
}
