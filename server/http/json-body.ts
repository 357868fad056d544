import type { NextFunction, Request, Response } from 'express';
import { Problem } from '../problem/problem.js';
import { sendProblem } from '../problem/send-problem.js';

/** Deeper than any request of ours; libraries that walk a body recursively would overflow the stack. */
const MAX_DEPTH = 32;

/** Where files come in, as `multipart/form-data`; the interceptor of the route reads them. */
const UPLOADS = /\/(documents|import)$/;

/** After the parser: a body is JSON, and not too deep, or a file where one is expected. */
export function jsonBody() {
  return (request: Request, response: Response, next: NextFunction): void => {
    const problem = refusal(request);
    if (problem) sendProblem(response, problem);
    else next();
  };
}

function refusal(request: Request): Problem | undefined {
  // Another parser took it.
  if (Buffer.isBuffer(request.body)) return undefined;
  if (UPLOADS.test(request.path) && request.is('multipart/form-data')) return undefined;
  // Null: there is no body; false: one of another type.
  if (request.is('json') === false) {
    return new Problem(415, 'media_type_unsupported', { detail: 'The body must be application/json.' });
  }
  if (isTooDeep(request.body)) {
    return new Problem(400, 'body_too_deep', { detail: `The body is nested deeper than ${MAX_DEPTH}.` });
  }
  return undefined;
}

/** Level by level, without recursion. */
function isTooDeep(body: unknown): boolean {
  let level = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    );
  }
  return false;
}
