import { EventType, type Event } from '@ag-ui/core';
import type { ArtifactFile, Checkpoint, Commit, RunEnding } from './commit.js';
import { WriterBacklogError } from './event-log-error.js';

/** Bytes that may wait for the database before the writer gives up. */
const MAX_BACKLOG_BYTES = 16 * 1_048_576;

/** Who writes: a run under one epoch of its lease. */
export interface Fence {
  readonly sessionId: string;
  readonly runId: string;
  readonly epoch: number;
}

/** What one flush carries for one writer. It is repeated unchanged when its outcome is unknown. */
export interface Batch {
  readonly fence: Fence;
  readonly events: readonly { seq: number; data: string }[];
  readonly checkpoints: readonly Checkpoint[];
  readonly artifacts: readonly ArtifactFile[];
  readonly ending?: RunEnding;
}

type Delta = Extract<Event, { type: EventType.TEXT_MESSAGE_CONTENT | EventType.REASONING_MESSAGE_CONTENT }>;

function isDelta(event: Event): event is Delta {
  return event.type === EventType.TEXT_MESSAGE_CONTENT || event.type === EventType.REASONING_MESSAGE_CONTENT;
}

/**
 * Numbers the events of one lease and gathers what comes while a flush is in flight.
 * Deltas of one message that wait together become one event (O(n) in the log and on the wire).
 * Numbers are given when a batch is taken, so that merging leaves no gap.
 */
export class SessionWriter {
  private waiting: Event[] = [];
  /** The waiting delta of each message, to merge into. */
  private readonly openDeltas = new Map<string, Delta>();
  private checkpoints: Checkpoint[] = [];
  private artifacts = new Map<string, ArtifactFile>();
  private ending?: RunEnding;
  private backlogBytes = 0;
  private failure?: Error;
  private reportFailure!: (error: Error) => void;
  /** Resolves with the writer's failure, should it ever have one. */
  readonly failed = new Promise<Error>((resolve) => (this.reportFailure = resolve));
  private waiters: { resolve: () => void; reject: (error: Error) => void; seq: number }[] = [];
  private committedWrites = 0;
  private writes = 0;
  private takenWrites = 0;

  constructor(
    readonly fence: Fence,
    /** The last number of the session when the lease was taken. */
    private head: number,
    private readonly requestFlush: (writer: SessionWriter) => void,
  ) {}

  /**
   * Queues a unit; it becomes durable, then visible, as a whole.
   * @throws the writer's failure once it has one (fenced, backlog, refused).
   */
  write(commit: Commit): void {
    if (this.failure) throw this.failure;
    const bytes = this.measure(commit);
    if (this.backlogBytes + bytes > MAX_BACKLOG_BYTES) {
      this.fail(new WriterBacklogError(this.backlogBytes + bytes));
      throw this.failure as unknown as Error;
    }
    this.backlogBytes += bytes;
    for (const event of commit.events) this.gather(event);
    if (commit.checkpoint) this.checkpoints.push(commit.checkpoint);
    for (const file of commit.artifacts ?? []) this.artifacts.set(file.name, file);
    this.ending ??= commit.ending;
    this.writes++;
    this.requestFlush(this);
  }

  /** Resolves when everything written so far is durable; rejects with the writer's failure. */
  flushed(): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    if (this.committedWrites >= this.writes) return Promise.resolve();
    return new Promise((resolve, reject) => this.waiters.push({ resolve, reject, seq: this.writes }));
  }

  /** Takes what waits, numbered; undefined when nothing does. */
  take(): Batch | undefined {
    if (this.failure || this.writes === this.takenWrites) return undefined;
    const events = this.waiting.map((event) => ({ seq: ++this.head, data: JSON.stringify(event) }));
    const batch: Batch = {
      fence: this.fence,
      events,
      checkpoints: this.checkpoints,
      artifacts: [...this.artifacts.values()],
      ending: this.ending,
    };
    this.waiting = [];
    this.openDeltas.clear();
    this.checkpoints = [];
    this.artifacts = new Map();
    this.backlogBytes = 0;
    this.takenWrites = this.writes;
    return batch;
  }

  /** The batch taken last is durable. */
  committed(): void {
    this.committedWrites = this.takenWrites;
    const done = this.waiters.filter((waiter) => waiter.seq <= this.committedWrites);
    this.waiters = this.waiters.filter((waiter) => waiter.seq > this.committedWrites);
    for (const waiter of done) waiter.resolve();
  }

  /** Nothing more can be written; every waiter learns why. */
  fail(error: Error): void {
    this.failure ??= error;
    this.reportFailure(this.failure);
    const waiters = this.waiters;
    this.waiters = [];
    for (const waiter of waiters) waiter.reject(this.failure);
  }

  private measure(commit: Commit): number {
    let total = 0;
    for (const event of commit.events) {
      // Deltas are the many; three bytes a character is their upper bound.
      total += isDelta(event) ? event.delta.length * 3 + 100 : Buffer.byteLength(JSON.stringify(event));
    }
    for (const file of commit.artifacts ?? []) total += file.content.length;
    return total;
  }

  private gather(event: Event): void {
    if (!isDelta(event)) {
      this.waiting.push(event);
      return;
    }
    const open = this.openDeltas.get(event.messageId);
    if (open) {
      open.delta += event.delta;
      return;
    }
    const delta = { ...event };
    this.openDeltas.set(event.messageId, delta);
    this.waiting.push(delta);
  }
}
