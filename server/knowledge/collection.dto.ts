import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, IsUUID, Length, MaxLength } from 'class-validator';
import { IsText } from '../problem/is-text.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

/** A collection to be made, or changed. */
export class CollectionInput {
  /** 1–100 characters. @example 雾港世界 */
  @Transform(trimmed)
  @IsText()
  @Length(1, 100)
  name: string;

  /** What it holds, for people; up to 1,000 characters. */
  @Transform(trimmed)
  @ApiPropertyOptional()
  @IsOptional()
  @IsText()
  @MaxLength(1_000)
  description: string = '';
}

/** Documents that belong together, e.g. a world. */
export class CollectionDto {
  id: string;
  name: string;
  description: string;
  /** It came with the product. */
  sample: boolean;
  documents: number;
  /** Pieces that can be found. */
  chunks: number;
  /** How many of them are found by their meaning too; null without a model for vectors. */
  embedded: number | null;
  /** ISO 8601. */
  created_at: string;
}

/** All collections, the newest first, samples last. */
export class CollectionListDto {
  collections: CollectionDto[];
  /** `<provider>/<model>` that makes the vectors; null: words and spelling alone. */
  embedding_model: string | null;
}

/** A file, or a finished session, as it was taken in. */
export class DocumentDto {
  id: string;
  collection_id: string;
  name: string;
  bytes: number;
  /** Of its text. */
  characters: number;
  chunks: number;
  /** The session that it was made of. */
  source_session: string | null;
  /** ISO 8601. */
  created_at: string;
}

/** The documents of a collection, the newest first. */
export class DocumentListDto {
  documents: DocumentDto[];
}

/** A piece of a document. */
export class PassageDto {
  /** The headings above it, outermost first. */
  heading: string;
  text: string;
}

/** A document as it is searched. */
export class DocumentTextDto extends DocumentDto {
  passages: PassageDto[];
}

/** A session that joins a collection. */
export class SessionDocumentInput {
  /** What it has written is taken in; what it had written before, if it was here already, is replaced. */
  @IsUUID()
  session_id: string;
}
