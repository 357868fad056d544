import { Logger } from '@nestjs/common';
import { ReplaySubject, type Observable, type Subscription } from 'rxjs';
import type { ArtifactFile, Commit } from '../events/commit.js';
import type { SessionWriter } from '../events/session-writer.js';
import type { RunCommand } from '../workflow/run-command.js';
import type { Lease } from './lease.js';

/** What a run needs from the outside while it is worked. */
export interface RunSurroundings {
  handBack(): Promise<void>;
  /** Copies committed files for people. */
  save(files: readonly ArtifactFile[]): Promise<void>;
  /** After the ending: makes the folder agree with the database. */
  settle(): Promise<void>;
}

/** A run under this process's lease: one subscription from the engine to the log, released on every exit. */
export class ActiveRun {
  private readonly logger = new Logger('RunWorker');
  private readonly stops = new ReplaySubject<Date>(1);
  private readonly commands = new ReplaySubject<RunCommand>();
  private lastCommand = 0;
  private subscription?: Subscription;
  private finish!: () => void;
  /** Resolves when nothing of the run is left in this process, however it ended. */
  readonly done = new Promise<void>((resolve) => (this.finish = resolve));

  constructor(
    private readonly lease: Lease,
    private readonly writer: SessionWriter,
    private readonly surroundings: RunSurroundings,
  ) {}

  start(execute: (stop: Observable<Date>, commands: Observable<RunCommand>) => Observable<Commit>): void {
    void this.writer.failed.then((error) => this.abandon(error));
    this.subscription = execute(this.stops, this.commands).subscribe({
      next: (commit) => this.store(commit),
      error: (error: Error) => this.abandon(error),
      complete: () => void this.complete(),
    });
  }

  /** Resolves when all that the run has said so far is durable; never, once its writer has failed. */
  durable(): Promise<void> {
    return this.writer.flushed().catch(() => new Promise<void>(() => undefined));
  }

  /** Asked more than once, stops once. */
  requestStop(at: Date): void {
    this.stops.next(at);
  }

  /** Asked more than once, acts once; commands come in the order of their ids. */
  request(command: RunCommand): void {
    if (command.id <= this.lastCommand) return;
    this.lastCommand = command.id;
    this.commands.next(command);
  }

  /**
   * Ends the provider calls at once and keeps the lease's row as it is: the database is out of reach. What waits for it
   * is still written if nobody has taken the run by then.
   */
  abort(): void {
    this.logger.warn(`run ${this.lease.runId} is put down until the database is back`);
    this.subscription?.unsubscribe();
    this.finish();
  }

  /** Ends the provider calls, makes durable what came, and lets the next worker go on. */
  async handBack(): Promise<void> {
    this.subscription?.unsubscribe();
    try {
      await this.writer.flushed();
      await this.surroundings.handBack();
    } catch (error) {
      this.logger.warn(`run ${this.lease.runId} not handed back: ${(error as Error).message}`);
    }
    this.finish();
  }

  private store(commit: Commit): void {
    try {
      this.writer.write(commit);
    } catch (error) {
      this.abandon(error as Error);
      return;
    }
    const files = commit.artifacts ?? [];
    if (files.length > 0) void this.quietly(this.writer.flushed().then(() => this.surroundings.save(files)));
  }

  private async complete(): Promise<void> {
    try {
      await this.writer.flushed();
      this.logger.log(`run ${this.lease.runId} ended`);
      await this.quietly(this.surroundings.settle());
    } catch {
      // Its ending was not stored: `abandon` has been told, and has said why.
    }
    this.finish();
  }

  private abandon(error: Error): void {
    this.logger.warn(`run ${this.lease.runId} is left to the next worker: ${error.message}`);
    this.subscription?.unsubscribe();
    void this.quietly(this.surroundings.handBack()).then(() => this.finish());
  }

  private async quietly(work: Promise<void>): Promise<void> {
    await work.catch((error: Error) => this.logger.warn(`run ${this.lease.runId}: ${error.message}`));
  }
}
