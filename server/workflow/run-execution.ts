import type { Event } from '@ag-ui/core';
import {
  concat,
  defer,
  filter,
  map,
  mergeMap,
  Observable,
  of,
  Subject,
  take,
  takeUntil,
  timer,
  type Subscriber,
  type Subscription,
} from 'rxjs';
import type { Commit } from '../events/commit.js';
import { ItemChanges } from './item-changes.js';
import type { RunCommand } from './run-command.js';
import type { RetryPolicy } from './retry.js';
import { RunBoard } from './run-board.js';
import { CAP_REACHED, RunEndings, type Ending } from './run-endings.js';
import type { RunStateDocument, StopProof } from './run-state.dto.js';
import { settlementOf } from './settlement.js';
import { StepAttempt } from './step-attempt.js';
import { toStepFault, type StepEvent, type StepFault } from './step-event.js';
import { StepGraph } from './step-graph.js';
import { StepQueue } from './step-queue.js';
import type { StepPlan, WorkflowPlan } from './workflow-definition.js';

/** A run as the engine is given it by the lease holder. */
export interface ExecutableRun {
  readonly sessionId: string;
  readonly runId: string;
  readonly plan: WorkflowPlan;
  /** The document after the session's last event; the execution owns it from here on. */
  readonly state: RunStateDocument;
  /** Checkpoints of the session's finished steps. */
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Events that close what a dead attempt has left open; first of all. */
  readonly leftovers: readonly Event[];
  /** Emits when the run is asked to stop, with the time of the request by the database's clock. */
  readonly stop: Observable<Date>;
  /** What is asked of it meanwhile; those that took effect before a takeover may come again. */
  readonly commands: Observable<RunCommand>;
  /** It cannot be worked, e.g. because too many workers died on it: it ends with this, and nothing is called. */
  readonly doom?: StepFault;
  /** Resolves when every commit so far is durable: nobody is asked by a worker that has lost its lease unawares. */
  readonly durable: () => Promise<void>;
  /** The database's clock. */
  readonly databaseNow: () => Promise<Date>;
}

/** Between two questions for the database's time while it is away, ms. */
const DATABASE_RETRY_MS = 500;

/** One execution of a run's graph. Every commit it emits is a unit; unsubscribing aborts all provider calls. */
export class RunExecution {
  private readonly board: RunBoard;
  private readonly endings: RunEndings;
  private readonly graph: StepGraph;
  private readonly outputs: Map<string, unknown>;
  private readonly attempts = new Map<string, StepAttempt>();
  private readonly changes: ItemChanges;
  private readonly queue: StepQueue;
  private readonly leftOut = new Subject<string>();
  private readonly toConfirm = new Subject<StepPlan>();
  private gateClosed = false;
  private deltasDiscarded = 0;

  constructor(
    private readonly run: ExecutableRun,
    private readonly retry: RetryPolicy,
    private readonly now: () => number = Date.now,
  ) {
    this.board = new RunBoard(run.state);
    this.endings = new RunEndings(this.board, run, now);
    this.outputs = new Map(run.outputs);
    const settled = run.plan.steps.flatMap(({ id }) => {
      const item = run.state.items[id];
      const settlement = item && settlementOf(item);
      return settlement ? [[id, settlement] as const] : [];
    });
    this.graph = new StepGraph(run.plan.steps, settled);
    this.queue = new StepQueue(this.graph, run.plan.concurrency, (step) => this.isByHand(step));
    this.changes = new ItemChanges(this.board, this.graph, this.attempts, (id) => this.leftOut.next(id), now);
  }

  /** Cold; subscribe once. Completes after the commit that carries the run's ending. */
  observe(): Observable<Commit> {
    return new Observable((subscriber) => {
      subscriber.next({
        events: [
          ...this.run.leftovers,
          this.board.run({ status: 'running', startedAt: this.board.state.run.startedAt ?? this.now() }),
        ],
      });
      const steps = this.queue
        .work((step) => this.runStep(step))
        .subscribe({
          next: (commit) => subscriber.next(commit),
          error: (fault: StepFault) => this.end(subscriber, this.endings.failure(fault)),
          complete: () =>
            this.end(subscriber, this.capped() ? this.endings.failure(CAP_REACHED) : this.endings.success()),
        });
      subscriber.add(steps);
      subscriber.add(
        this.run.stop.pipe(take(1)).subscribe((requestedAt) => {
          if (!subscriber.closed) void this.stop(subscriber, steps, requestedAt);
        }),
      );
      subscriber.add(
        this.toConfirm.subscribe((step) => {
          this.gateClosed = true;
          steps.unsubscribe();
          this.end(subscriber, this.endings.interruption(step.id));
        }),
      );
      subscriber.add(
        this.run.commands.subscribe((command) => {
          if (!this.gateClosed && !subscriber.closed) this.obey(command, subscriber);
        }),
      );
      if (this.run.doom) this.end(subscriber, this.endings.failure(this.run.doom));
      else if (!this.gateClosed) this.release();
    });
  }

  /** Starts what may start now; nothing while something waits to be confirmed. */
  private release(): void {
    const open = this.run.plan.steps.find((step) => this.isToBeConfirmed(step));
    if (open) return this.toConfirm.next(open);
    this.queue.fill();
    if (this.graph.complete) this.queue.close();
  }

  /** A text that somebody has written himself calls nobody. */
  private isByHand({ id }: StepPlan): boolean {
    return this.board.state.items[id]?.revision?.text !== undefined;
  }

  private isToBeConfirmed({ id, confirm }: StepPlan): boolean {
    const item = this.board.state.items[id];
    return confirm === true && item?.status === 'done' && !item.confirmed;
  }

  private runStep(step: StepPlan): Observable<Commit> {
    return defer(() => {
      if (this.isByHand(step) || !this.capReached(step)) {
        const stopped = this.leftOut.pipe(filter((id) => id === step.id));
        return this.attempt(step, 1).pipe(takeUntil(stopped));
      }
      const { code, message } = CAP_REACHED;
      const told = this.board.item(step.id, { status: 'skipped', error: { code, message } });
      return concat(of({ events: [told] }), this.settle(step));
    });
  }

  private attempt(step: StepPlan, tries: number): Observable<Commit> {
    return new Observable<Commit>((subscriber) => {
      const attempt = this.board.state.items[step.id]!.attempt + 1;
      const current = new StepAttempt(step, attempt, this.board, this.now, this.run.runId);
      this.attempts.set(step.id, current);
      subscriber.next(current.start());
      const fail = (error: unknown): void => {
        this.attempts.delete(step.id);
        const fault = toStepFault(error);
        const again = tries < fault.policy.attempts;
        subscriber.next(current.fail(fault, again));
        const rest = again
          ? timer(this.retry.delay(tries, fault.retryAfterMs)).pipe(
              mergeMap(() => this.attempt(step, tries + 1)),
            )
          : this.fail(step, fault);
        subscriber.add(rest.subscribe(subscriber));
      };
      const emit = (commit: Commit | undefined): void => {
        if (commit) subscriber.next(commit);
      };
      const context = {
        sessionId: this.run.sessionId,
        runId: this.run.runId,
        attempt,
        tries,
        revision: this.board.state.items[step.id]!.revision,
        output: <T>(id: string) => this.outputs.get(id) as T | undefined,
        state: this.board.state,
      };
      const translate = (event: StepEvent): Commit | undefined => {
        if (!this.gateClosed) return current.next(event);
        if (event.kind === 'text' || event.kind === 'reasoning') this.deltasDiscarded++;
        return undefined;
      };
      const work = defer(() => this.run.durable())
        .pipe(
          mergeMap(() => step.run(context)),
          map(translate),
        )
        .subscribe({
          next: emit,
          error: fail,
          complete: () => {
            try {
              const { output, ...commit } = current.succeed();
              const outdated = this.saysOtherwise(step, output) ? this.changes.outdate(step.id) : [];
              this.outputs.set(step.id, output);
              emit({ ...commit, events: [...commit.events, ...outdated] });
            } catch (error) {
              return fail(error);
            }
            this.attempts.delete(step.id);
            subscriber.add(this.settle(step).subscribe(subscriber));
          },
        });
      subscriber.add(work);
    });
  }

  /** It had said something else before. */
  private saysOtherwise({ id }: StepPlan, output: unknown): boolean {
    return this.outputs.has(id) && JSON.stringify(this.outputs.get(id)) !== JSON.stringify(output);
  }

  private fail(step: StepPlan, fault: StepFault): Observable<Commit> {
    if (fault.policy.endsRun || !step.optional) {
      return new Observable((subscriber) => subscriber.error(fault));
    }
    return this.settle(step);
  }

  private obey(command: RunCommand, subscriber: Subscriber<Commit>): void {
    // Also what a predecessor has obeyed: it knew what somebody waits for.
    if (command.kind === 'revise_item') this.queue.prefer(command.stepId);
    if (command.id <= (this.board.state.run.handledCommand ?? 0)) return;
    const effect = this.changes.effectOf(command);
    subscriber.next({ events: [...effect, this.board.run({ handledCommand: command.id })] });
    // In the same turn, so that nothing of what was left can follow; its place is taken by the next step.
    this.release();
  }

  /** Marks the step settled, says what can never start now, and releases what can. */
  private settle({ id: stepId }: StepPlan): Observable<Commit> {
    return new Observable((subscriber) => {
      const events = this.graph
        .settle(stepId, settlementOf(this.board.state.items[stepId]!)!)
        .map(({ id }) => this.board.item(id, { status: 'skipped' }));
      if (events.length > 0) subscriber.next({ events });
      subscriber.complete();
      this.release();
    });
  }

  private capReached(step: StepPlan): boolean {
    const { tokenCap } = this.run.plan;
    const { inputTokens, outputTokens } = this.board.state.run.usage;
    return tokenCap !== undefined && step.category !== undefined && inputTokens + outputTokens >= tokenCap;
  }

  /** Asked of the document, so that whoever took the run over knows it too. */
  private capped(): boolean {
    return Object.values(this.board.state.items).some(({ error }) => error?.code === CAP_REACHED.code);
  }

  private async stop(subscriber: Subscriber<Commit>, steps: Subscription, requestedAt: Date): Promise<void> {
    // First the word, then the deed: whatever a provider still sends after this is counted, not shown.
    this.gateClosed = true;
    subscriber.next({ events: [this.board.run({ status: 'stopping' })] });
    const providerCallsAborted = [...this.attempts.values()].filter((attempt) => attempt.calling).length;
    steps.unsubscribe();
    // Sockets are destroyed in the turn after the abort.
    await new Promise((resolve) => setImmediate(resolve));
    const abortedAt = await this.databaseNow(subscriber);
    if (!abortedAt) return;
    const proof: StopProof = {
      requestedAt: requestedAt.toISOString(),
      abortedAt: abortedAt.toISOString(),
      providerCallsAborted,
      deltasDiscarded: this.deltasDiscarded,
    };
    this.end(subscriber, this.endings.cancellation(proof));
  }

  /** The proof waits for a database that is away, unless the run is put down meanwhile. */
  private async databaseNow(subscriber: Subscriber<Commit>): Promise<Date | undefined> {
    while (!subscriber.closed) {
      try {
        return await this.run.databaseNow();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, DATABASE_RETRY_MS));
      }
    }
    return undefined;
  }

  /** Closes every step and message that is open, then the run; one commit. */
  private end(subscriber: Subscriber<Commit>, last: Ending): void {
    if (subscriber.closed) return;
    const open = [...this.attempts.values()].flatMap((attempt) => attempt.stop());
    this.attempts.clear();
    const left = this.endings.closeItems(last);
    subscriber.next({ events: [...open, ...left, ...last.events], ending: last.ending });
    subscriber.complete();
  }
}
