import { HttpException } from '@nestjs/common';
import { DatabaseError } from '../database/database-error.js';
import type { ProblemCode } from './problem-code.js';
import { Problem } from './problem.js';

/** Body-parser's names (`type` of its errors), and multer's (`code`), in our codes. */
const BODY_CODES: Readonly<Record<string, ProblemCode>> = {
  'entity.too.large': 'body_too_large',
  'entity.parse.failed': 'malformed_json',
  'encoding.unsupported': 'encoding_unsupported',
  'charset.unsupported': 'charset_unsupported',
  'request.aborted': 'request_aborted',
  'request.size.invalid': 'request_size_invalid',
  LIMIT_FILE_SIZE: 'file_too_large',
};

/**
 * Whatever was thrown, as a `Problem`. A database that is away, read-only or full is a 503 with its own code and what
 * helps: no fault of the request, and it passes. Anything that is not meant for a client becomes a bare 500 `internal_error`
 * that keeps the original as its cause.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return fromHttp(error);
  if (error instanceof DatabaseError) {
    const { code, message, remedy } = error;
    return new Problem(503, code, { detail: `${message} ${remedy}`, cause: error.cause });
  }
  return new Problem(500, 'internal_error', {
    detail: 'The server could not answer this request. Its log says why.',
    cause: error,
  });
}

function fromHttp(error: HttpException): Problem {
  const status = error.getStatus();
  const { type, code } = (error.cause ?? {}) as { type?: unknown; code?: unknown };
  const bodyCode = BODY_CODES[String(type ?? code)];
  const detail = status < 500 ? error.message : undefined;
  return new Problem(status, bodyCode ?? codeOf(status), { detail, cause: error.cause ?? error });
}

/** What Nest itself refuses: an address that is not there, an id that is none. */
function codeOf(status: number): ProblemCode {
  if (status === 404) return 'not_found';
  return status < 500 ? 'bad_request' : 'internal_error';
}
