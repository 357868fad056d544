import type { NextFunction, Request, Response } from 'express';
import { Problem } from '../problem/problem.js';
import { sendProblem } from '../problem/send-problem.js';

/** A server with the role `worker` answers its health and nothing else. */
export function workerOnly() {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.path === '/api/health') return next();
    const detail = 'This server works runs. The portal and its API are served by the others.';
    sendProblem(response, new Problem(404, 'not_served_here', { detail }));
  };
}
