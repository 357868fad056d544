import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import { IsText } from '../problem/is-text.js';
import { RunStateDocument } from '../workflow/run-state.dto.js';
import { SpendingDto } from '../workflow/spending.dto.js';

/** What was started. */
export class StartedRunDto {
  /** Follow it at `/api/sse/stream/{session_id}`. */
  session_id: string;
  /** Stop or continue it at `/api/runs/{run_id}`. */
  run_id: string;
}

/** The answer to a run that waits for one. */
export class ResumeRunDto {
  /** What the step that is to be confirmed has written, changed by hand; without it as it is. Up to 50,000 characters. */
  @IsOptional()
  @IsText()
  @Length(1, 50_000)
  text?: string;
}

/** What to change when a run is continued. */
export class ContinueRunDto {
  /** A new cap for input and output tokens together. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1_000)
  @Max(1_000_000_000)
  token_cap?: number;

  /** More categories than before, of a workflow that has them: what there is stays, the new ones are written. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  selected_categories?: string[];
}

/** A run and where its items stand. */
export class RunDto {
  run_id: string;
  session_id: string;
  parent_run_id: string | null;
  workflow: string;
  status: 'queued' | 'running' | 'interrupted' | 'finished' | 'cancelled' | 'failed';
  /** A stable code, when the run failed. */
  error_code: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  /** Spent, once it has ended. */
  input_tokens: number | null;
  output_tokens: number | null;
  /** In `currency`, by the prices of its time; null where they are not known. */
  cost: number | null;
  /** ISO 4217. */
  currency: string | null;
  /** From the first work to the end; null before the end. */
  duration_ms: number | null;
  /** Spent by all runs of its session that have ended, this one among them. */
  session_spent: SpendingDto;
  stop_requested_at: Date | null;
  /** What was asked for; a form can begin with it. */
  input: Record<string, unknown>;
  /** The state document that the board draws: phases, categories, items, artifacts. */
  state: RunStateDocument;
}
