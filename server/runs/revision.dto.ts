import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Min,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { IsText } from '../problem/is-text.js';

/** What is to become of items that a run has written, or is writing. */
export class RevisionDto {
  /** Ids of items; locked ones among several are left as they are. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ArrayUnique()
  @IsString({ each: true })
  items: string[];

  /**
   * `rewrite`: the model writes them again. `edit`: one item gets `text`. `restore`: one item gets the text of its
   * `attempt`. `lock`, `unlock`: no rewrite touches them, or may again.
   */
  @IsIn(['rewrite', 'edit', 'restore', 'lock', 'unlock'])
  action: 'rewrite' | 'edit' | 'restore' | 'lock' | 'unlock';

  /** For `rewrite`: what the model is told besides. Up to 2,000 characters. */
  @IsOptional()
  @IsText()
  @MaxLength(2_000)
  instruction?: string;

  /** For `edit`. 1–20,000 characters. */
  @ValidateIf(({ action }: RevisionDto) => action === 'edit')
  @IsText()
  @Length(1, 20_000)
  text?: string;

  /** For `restore`: the number of a finished attempt. */
  @ValidateIf(({ action }: RevisionDto) => action === 'restore')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  attempt?: number;
}
