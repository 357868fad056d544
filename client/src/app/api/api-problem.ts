import { HttpErrorResponse } from '@angular/common/http';
import type { ProblemDocument } from './types';

/**
 * A request that failed, with the server's stable code. `unreachable` when there was no answer at all,
 * `unexpected_answer` when something between us and the server answered in its place.
 */
export class ApiProblem extends Error {
  constructor(
    readonly code: string,
    /** HTTP status, 0 when there was no answer. */
    readonly status: number,
    message: string,
    readonly fields: readonly { field: string; message: string; code: string }[] = [],
  ) {
    super(message);
    this.name = 'ApiProblem';
  }

  static from(error: unknown): ApiProblem {
    if (error instanceof ApiProblem) return error;
    if (!(error instanceof HttpErrorResponse)) throw error;
    const body: unknown = error.error;
    if (isProblem(body))
      return new ApiProblem(body.code, error.status, body.detail ?? body.title, body.errors);
    return error.status === 0
      ? new ApiProblem('unreachable', 0, error.message)
      : new ApiProblem('unexpected_answer', error.status, error.message);
  }
}

function isProblem(body: unknown): body is ProblemDocument {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}
