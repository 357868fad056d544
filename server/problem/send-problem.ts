import type { Response } from 'express';
import type { Problem } from './problem.js';

/** The media type of RFC 9457. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Writes a problem as the whole answer. Does nothing once headers are out: a stream can only end. */
export function sendProblem(response: Response, problem: Problem): void {
  if (response.headersSent) return;
  response.status(problem.getStatus()).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem.document));
}
