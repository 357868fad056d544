import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DatabaseError } from '../database/database-error.js';
import { Problem } from '../problem/problem.js';
import { sendProblem } from '../problem/send-problem.js';

/**
 * A request met a database that is away, read-only or full: 503 with the error's own code and what helps, for this is
 * no fault of the request and passes. Only a line in the log: while it lasts every request ends here.
 */
@Catch(DatabaseError)
export class DatabaseProblemFilter implements ExceptionFilter<DatabaseError> {
  private readonly logger = new Logger('Database');

  catch({ code, message, remedy }: DatabaseError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { method, path } = http.getRequest<Request>();
    this.logger.warn(`${method} ${path}: ${code}`);
    sendProblem(http.getResponse<Response>(), new Problem(503, code, { detail: `${message} ${remedy}` }));
  }
}
