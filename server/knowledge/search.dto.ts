import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import { IsText } from '../problem/is-text.js';

const listed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.split(',').filter(Boolean) : value;

/** What is looked for, and where. */
export class SearchQueryDto {
  /** In words, a name or a sentence; 1–500 characters. @example 沈家的祖父 */
  @IsText()
  @Length(1, 500)
  q: string;

  /** Ids of collections, separated by commas. */
  @Transform(listed)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  collections: string[];

  /** Hits at most, 1–50. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit: number = 10;
}

/** Why a chunk was found. */
export class FoundByDto {
  /** `words`: the same words; `spelling`: a similar spelling; `meaning`: a similar vector. */
  method: 'words' | 'spelling' | 'meaning';
  /** Among what this method has found, from 1. */
  rank: number;
  /** In the method's own measure: BM25, similarity of trigrams, cosine. */
  score: number;
  /** Words of the question that it was found by; none for `meaning`. */
  matches: string[];
}

/** A piece of a document that answers the question. */
export class SearchHitDto {
  chunk_id: number;
  collection_id: string;
  document_id: string;
  /** Its name. */
  document: string;
  /** The headings above it, outermost first. */
  heading: string;
  text: string;
  /** Sum of reciprocal ranks; only its order means something. */
  score: number;
  found_by: FoundByDto[];
}

/** The best hits, best first. */
export class SearchResultDto {
  hits: SearchHitDto[];
}
