import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, Problem } from './problem.js';

/** Checks every DTO: fields it does not know are refused, and each wrong field is named in one answer. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) =>
      new Problem(400, 'validation_failed', {
        detail: 'Some fields are wrong.',
        errors: errors.flatMap((error) => toFieldErrors(error)),
      }),
  });
}

/** Flattens the tree of a nested DTO into `a.b[2]`. The code is the rule's name, or the `code` of its context. */
function toFieldErrors(error: ValidationError, parent = ''): FieldError[] {
  const field = join(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    message,
    code: codeOf(error, rule),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => toFieldErrors(child, field))];
}

function join(parent: string, property: string): string {
  if (/^\d+$/.test(property)) return `${parent}[${property}]`;
  return parent ? `${parent}.${property}` : property;
}

/** `whitelistValidation` says little to a caller; the others read well: `isInt` → `is_int`. */
function codeOf(error: ValidationError, rule: string): string {
  if (rule === 'whitelistValidation') return 'unknown_field';
  const context = error.contexts?.[rule] as { code?: string } | undefined;
  return context?.code ?? rule.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
