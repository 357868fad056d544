import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsText } from '../problem/is-text.js';
import { plainName } from './plain-name.js';
import { MAX_CATEGORIES, MAX_ITEMS } from './template-content.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;
const plain = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? plainName(value) : value;
const trimmedEach = ({ value }: { value: unknown }): unknown =>
  Array.isArray(value) ? value.map((each: unknown) => trimmed({ value: each })) : value;
const ID = /^[a-z0-9-]{1,40}$/;

/** An entry to be written. */
export class TemplateItemDto {
  /** ASCII, unique in its category; given when it is left out, and kept from then on. */
  @IsOptional()
  @Matches(ID)
  id?: string;

  /** One line of 1–80 characters. */
  @Transform(plain)
  @IsText()
  @Length(1, 80)
  name: string;

  /** What to write, for the model and for people; up to 2,000 characters. */
  @Transform(trimmed)
  @ApiPropertyOptional()
  @IsOptional()
  @IsText()
  @MaxLength(2_000)
  content: string = '';

  /** What the text should touch upon; up to 500 characters. */
  @Transform(trimmed)
  @ApiPropertyOptional()
  @IsOptional()
  @IsText()
  @MaxLength(500)
  keywords: string = '';

  /** For people only; up to 1,000 characters. */
  @Transform(trimmed)
  @ApiPropertyOptional()
  @IsOptional()
  @IsText()
  @MaxLength(1_000)
  note: string = '';
}

/** Entries that are chosen as a whole. */
export class TemplateCategoryDto {
  /** ASCII, unique in the template; given when it is left out, and kept from then on. */
  @IsOptional()
  @Matches(ID)
  id?: string;

  /** One line of 1–80 characters. */
  @Transform(plain)
  @IsText()
  @Length(1, 80)
  name: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ITEMS)
  @ValidateNested({ each: true })
  @Type(() => TemplateItemDto)
  items: TemplateItemDto[];
}

/** How everything is to be written; in every prompt. */
export class TemplateStyleDto {
  /** E.g. `冷静克制，短句`. Up to 500 characters. */
  @Transform(trimmed)
  @ApiPropertyOptional()
  @IsOptional()
  @IsText()
  @MaxLength(500)
  voice: string = '';

  /** E.g. `过去时` or `present tense`. Up to 100 characters. */
  @Transform(trimmed)
  @ApiPropertyOptional()
  @IsOptional()
  @IsText()
  @MaxLength(100)
  tense: string = '';

  /** Words that no text may use; the review finds them, each in its item. */
  @Transform(trimmedEach)
  @ApiPropertyOptional()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  banned: string[] = [];

  /** Words that the profile as a whole must use; the review tells which are missing. */
  @Transform(trimmedEach)
  @ApiPropertyOptional()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  required: string[] = [];
}

/** A template as it is edited. */
export class TemplateInput {
  /** 1–100 characters. */
  @Transform(trimmed)
  @IsText()
  @Length(1, 100)
  name: string;

  /** The version that was edited; 409 `template_changed` when there is a later one. */
  @IsInt()
  @Min(1)
  base_version: number;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_CATEGORIES)
  @ValidateNested({ each: true })
  @Type(() => TemplateCategoryDto)
  categories: TemplateCategoryDto[];

  @ValidateNested()
  @Type(() => TemplateStyleDto)
  style: TemplateStyleDto;
}

/** A template without its content. */
export class TemplateSummaryDto {
  id: string;
  name: string;
  /** The latest. */
  version: number;
  categories: number;
  items: number;
  /** ISO 8601. */
  updated_at: string;
}

/** All templates, the latest changed first. */
export class TemplateListDto {
  templates: TemplateSummaryDto[];
}

/** One version of a template. */
export class TemplateDto extends TemplateSummaryDto {
  /** Every category and item has its id. */
  content: TemplateContentDto;
}

export class TemplateContentDto {
  @Type(() => TemplateCategoryDto)
  categories: TemplateCategoryDto[];
  style: TemplateStyleDto;
}

/** A row that could not be used. */
export class RejectedRowDto {
  /** Of the file, from 1. */
  line: number;
  /**
   * Stable: `category_missing`, `item_missing`, `item_twice`, `too_long`, `too_many_rows`,
   * `too_many_categories`.
   */
  code: string;
  message: string;
}

/** What an import has made. */
export class ImportedTemplateDto {
  template: TemplateDto;
  rejected: RejectedRowDto[];
}

/** Which version. */
export class TemplateQueryDto {
  /** The latest without it. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  version?: number;
}

/** Where an import goes. */
export class TemplateImportQueryDto {
  /** A template whose next version it becomes; a new template without it. */
  @IsOptional()
  @IsUUID()
  template_id?: string;
}

/** As what. */
export class TemplateExportQueryDto extends TemplateQueryDto {
  @IsIn(['csv', 'xlsx'])
  format: 'csv' | 'xlsx';
}

/** As what, in which language. */
export class BuiltInExportQueryDto {
  @IsIn(['csv', 'xlsx'])
  format: 'csv' | 'xlsx';

  @ApiPropertyOptional()
  @IsOptional()
  @IsIn(['zh', 'en'])
  language: 'zh' | 'en' = 'zh';
}

/** A version, and when it was made. */
export class TemplateVersionDto {
  version: number;
  /** ISO 8601. */
  created_at: string;
}

/** The latest first. */
export class TemplateVersionListDto {
  versions: TemplateVersionDto[];
}
