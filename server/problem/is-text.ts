import { applyDecorators } from '@nestjs/common';
import { IsString, Matches } from 'class-validator';

/** A string that can be stored: PostgreSQL's `text` has no NUL. */
export function IsText(): PropertyDecorator {
  return applyDecorators(
    IsString(),
    Matches(/^[^\u0000]*$/u, { message: '$property must not contain the character NUL' }),
  );
}
