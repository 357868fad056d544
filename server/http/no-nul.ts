import type { NextFunction, Request, Response } from 'express';
import { Problem } from '../problem/problem.js';
import { sendProblem } from '../problem/send-problem.js';

/** No address of ours has a NUL in it, and the database would choke on one. */
export function refuseNul() {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!/%00/.test(request.url)) return next();
    sendProblem(response, new Problem(400, 'bad_address', { detail: 'The address contains a NUL.' }));
  };
}
