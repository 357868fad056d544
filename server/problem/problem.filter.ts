import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendProblem } from './send-problem.js';
import { toProblem } from './to-problem.js';

/** The only place where errors become HTTP: every one leaves as `application/problem+json` with a stable code. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const problem = toProblem(error);
    if (problem.getStatus() >= 500) {
      const cause = problem.cause ?? error;
      this.logger.error(
        `${request.method} ${request.path}: ${problem.code}`,
        cause instanceof Error ? cause.stack : String(cause),
      );
    }
    sendProblem(http.getResponse<Response>(), problem);
  }
}
