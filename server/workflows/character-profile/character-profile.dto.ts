import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsText } from '../../problem/is-text.js';
import { RunRequest } from '../../workflow/run-request.dto.js';

/** Controls, zero widths and marks that turn the direction of what stands around them: a title is one plain line. */
const INVISIBLE = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

const plainLine = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string'
    ? value.replace(INVISIBLE, (mark) => (mark === '\u0000' ? mark : '')).trim()
    : value;

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

/** What is to be written about whom, and by which model. */
export class CharacterProfileInput extends RunRequest {
  /** 1–80 characters. @example 沈知微 */
  @Transform(plainLine)
  @IsText()
  @Length(1, 80)
  character_name: string;

  /** What is known already; these facts are kept. Up to 4,000 characters. */
  @Transform(trimmed)
  @ApiPropertyOptional()
  @IsOptional()
  @IsText()
  @MaxLength(4_000)
  basic_info: string = '';

  /** A template of `GET /api/templates`; the built-in one without it. */
  @IsOptional()
  @IsUUID()
  template_id?: string;

  /** Of that template; its latest without it. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  template_version?: number;

  /** Category ids of the template; of the built-in one see `GET /api/workflow/character_profile/options`. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  selected_categories: string[];

  /** Ids of collections of `GET /api/collections` that each item is researched in; none: no research. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  selected_collections: string[] = [];

  /** A card of `POST /api/cards/import` that the profile begins with: it is exported upon that card. */
  @IsOptional()
  @IsUUID()
  imported_card?: string;

  /** Id of a configured provider; the configured default without it. Never a URL. */
  @IsOptional()
  @IsString()
  @Matches(/^[a-z0-9-]{1,60}$/)
  llm_provider?: string;

  /** A model of that provider; its first without it. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  model_name?: string;

  /** 0–2. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(2)
  temperature: number = 0.8;

  /** Language of the profile. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsIn(['zh', 'en'])
  language: 'zh' | 'en' = 'zh';

  /** Items written at once, 1–16. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(16)
  concurrency: number = 4;

  /** The facts are to be confirmed before the items are written: the run ends with an interrupt, and waits. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  confirm_canon: boolean = false;

  /** The model reads each category once it is written, for contradictions; code looks for them in any case. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  review: boolean = false;

  /** No further item starts once input and output tokens together reach it. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1_000)
  @Max(1_000_000_000)
  token_cap?: number;
}
