import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { Commit } from '../events/commit.js';
import { EventLog } from '../events/event-log.js';
import type { StoredEvent } from '../events/stored-event.js';
import { RetryPolicy } from './retry.js';
import { RunExecution, type ExecutableRun } from './run-execution.js';

/** The engine's two streams: what a run wants stored, and what a viewer sees of its session. */
@Injectable()
export class WorkflowService {
  constructor(
    private readonly log: EventLog,
    private readonly retry: RetryPolicy,
  ) {}

  /** Works the run's graph. The lease holder appends each commit; unsubscribing aborts the provider calls. */
  execute(run: ExecutableRun): Observable<Commit> {
    return new RunExecution(run, this.retry).observe();
  }

  /** The session's events after the cursor, from history to live; see `EventLog`. Viewers never influence a run. */
  stream(sessionId: string, after: number, ready?: () => Promise<void>): Observable<readonly StoredEvent[]> {
    return this.log.followBatches(sessionId, after, ready);
  }
}
