import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import type { ProblemCode } from './problem-code.js';

/** One wrong field of a request. */
export interface FieldError {
  /** Path in the body or the name of a parameter, e.g. `selected_categories[2]`. */
  field: string;
  message: string;
  /** Stable, e.g. `max_length`, `unknown_category`. */
  code: string;
}

/** The JSON document of RFC 9457 with our two extensions, `code` and `errors`. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  errors?: readonly FieldError[];
}

/** What a `Problem` says beyond its status and code. */
export interface ProblemOptions {
  /** For people: what happened here and what helps. */
  detail?: string;
  errors?: readonly FieldError[];
  /** The error behind it; logged for a 5xx, never sent. */
  cause?: unknown;
}

/**
 * An answer other than success, with a stable code that programs may rely on (`session_busy`).
 * Throw it before the first byte of a response; after that only an event can tell of an error.
 */
export class Problem extends HttpException {
  constructor(
    status: number,
    readonly code: ProblemCode,
    options: ProblemOptions = {},
  ) {
    super(toDocument(status, code, options), status, { cause: options.cause });
    this.name = 'Problem';
    this.message = options.detail ?? code;
  }

  get document(): ProblemDocument {
    return this.getResponse() as ProblemDocument;
  }
}

/** `about:blank`: the title is the status' own name, as RFC 9457 section 4.2.1 wants it. */
function toDocument(status: number, code: ProblemCode, { detail, errors }: ProblemOptions): ProblemDocument {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...(detail && { detail }),
    code,
    ...(errors && { errors }),
  };
}
