import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsText } from '../problem/is-text.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

/** One of the cast. What is wrong with it is said by the workflow, as of any request. */
export class CastCharacterDto {
  /** 1–80 characters. */
  @Transform(trimmed)
  @IsText()
  character_name: string;

  /** What is known already. */
  @IsOptional()
  @Transform(trimmed)
  @IsText()
  basic_info?: string;
}

/** A cast that is to be written. */
export class CastInput {
  /** 1–100 characters. */
  @Transform(trimmed)
  @IsText()
  @Length(1, 100)
  name: string;

  /** The request of the character profile without name and information; the same for all. */
  @IsObject()
  settings: Record<string, unknown>;

  /** 1–200 characters, written in this order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => CastCharacterDto)
  characters: CastCharacterDto[];

  /** Characters written at the same time, 1–8. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(8)
  at_once: number;

  /** No further character starts once the ended ones together have taken so many tokens. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1_000)
  @Max(10_000_000_000)
  token_cap?: number;
}

/** A line of a roster. */
export class RosterRowDto extends CastCharacterDto {
  /** Of the file, from 1. */
  line: number;
}

/** A line that cannot be used. */
export class RejectedRosterRowDto {
  line: number;
  /** Stable: `name_missing`, `name_twice`, `too_long`, `too_many_rows`. */
  code: string;
}

/** What a roster says; nothing is stored. */
export class RosterDto {
  characters: RosterRowDto[];
  rejected: RejectedRosterRowDto[];
}

/** Where one of the cast stands. */
export class CastMemberDto {
  character_name: string;
  /** Null before it has begun, and when its session was deleted. */
  session_id: string | null;
  run_id: string | null;
  status: 'waiting' | 'queued' | 'running' | 'interrupted' | 'finished' | 'cancelled' | 'failed' | 'deleted';
  /** Why it failed or did not begin. */
  error_code: string | null;
  /** Items written. */
  done: number;
  /** Items in all. */
  total: number;
  /** Of its ended runs. */
  tokens: number;
  /** Of its ended runs. */
  duration_ms: number;
}

/** A cast without its members. */
export class CastSummaryDto {
  id: string;
  name: string;
  characters: number;
  finished: number;
  /** It starts no more. */
  stopped: boolean;
  /** ISO 8601. */
  created_at: string;
}

/** A cast, all of it on one board. */
export class CastDto extends CastSummaryDto {
  at_once: number;
  token_cap: number | null;
  /** The cap keeps those that wait from starting. */
  cap_reached: boolean;
  members: CastMemberDto[];
}

/** The latest first. */
export class CastListDto {
  casts: CastSummaryDto[];
}
