import type { ServerResponse } from 'node:http';
import type { Observable, Subscription } from 'rxjs';
import { isEnding, type StoredEvent } from '../events/stored-event.js';
import type { ProblemCode } from '../problem/problem-code.js';
import { type CursorVector, formatAround, formatCursorVector } from './cursor-vector.js';
import { sessionFrameOf } from './sse-frame.js';
import { SseResponse, type SseResponseOptions } from './sse-response.js';

/** What is said soon after the first event travels with it when an answer is short, ms. */
const GATHER_MS = 150;
/** Bytes after which a short answer ends; the next one goes on from there. */
const MAX_SHORT_BYTES = 1_000_000;

/** What a viewer of several sessions depends on. */
export interface SessionsResponseOptions extends SseResponseOptions {
  /** Where the viewer is. */
  cursors: CursorVector;
  /**
   * A short answer, for networks that pass on only what has ended: it ends with what there is, or comes within so many
   * seconds. Without it the answer is a stream without an end.
   */
  holdSeconds?: number;
  /** Asked after the ending of a run: whether nothing more will come in the session by itself. */
  atRest: (sessionId: string, event: StoredEvent) => Promise<boolean>;
}

/**
 * Events of several sessions over one connection: `data` is `{ session_id, seq, event }`, `id:` the whole vector of
 * cursors, in each of them, so that whoever is cut off within a batch goes on from there. Beside them `event: rest` says
 * that a session's last run has ended, `event: refused` that a session cannot be followed. Of a session at rest the next
 * run shows up all the same.
 */
export class SessionsResponse {
  private readonly cursors: CursorVector;
  private readonly channel: SseResponse;
  private readonly followed = new Map<string, Subscription>();
  private timer?: NodeJS.Timeout;
  private gathering = false;
  private bytes = 0;

  constructor(
    response: ServerResponse,
    private readonly options: SessionsResponseOptions,
  ) {
    this.cursors = new Map(options.cursors);
    this.channel = new SseResponse(response, options, () => formatCursorVector(this.cursors));
  }

  /** Resolves when the viewer has taken most of what was sent. */
  get drained(): () => Promise<void> {
    return this.channel.drained;
  }

  /** @returns false when there is nobody to send more to */
  open(): boolean {
    if (!this.channel.open()) return false;
    this.channel.onClose(() => this.release());
    const { holdSeconds } = this.options;
    if (holdSeconds !== undefined) this.timer = setTimeout(() => this.end(), holdSeconds * 1_000);
    return true;
  }

  /** Sends the session's events as they come. */
  follow(sessionId: string, events: Observable<readonly StoredEvent[]>): void {
    const subscription = events.subscribe({
      next: (batch) => this.write(sessionId, batch),
      // Deleted, or this server stops: the viewer comes back, and is told which.
      complete: () => this.end(),
      error: () => this.end(),
    });
    this.followed.set(sessionId, subscription);
  }

  /** Nothing more will come in the session by itself. */
  rest(sessionId: string, seq: number): void {
    this.cursors.set(sessionId, { seq, resting: true });
    this.channel.tell('rest', { session_id: sessionId, seq });
    this.gather();
  }

  /** The session cannot be followed; the others can. */
  refuse(sessionId: string, code: ProblemCode): void {
    this.cursors.delete(sessionId);
    this.channel.tell('refused', { session_id: sessionId, code });
    this.gather();
  }

  private write(sessionId: string, batch: readonly StoredEvent[]): void {
    const last = batch.at(-1)!;
    this.cursors.set(sessionId, { seq: last.seq, resting: false });
    const frame = sessionFrameOf(sessionId, batch, formatAround(this.cursors, sessionId));
    this.bytes += frame.length;
    this.channel.write(frame);
    if (isEnding(last)) void this.restIfEnded(sessionId, last);
    this.gather();
  }

  private async restIfEnded(sessionId: string, event: StoredEvent): Promise<void> {
    try {
      const atRest = await this.options.atRest(sessionId, event);
      // The next run may have been written meanwhile: a cursor never goes back.
      if (atRest && this.cursors.get(sessionId)?.seq === event.seq) this.rest(sessionId, event.seq);
    } catch {
      // Whoever cannot say whether it is over ends the connection: the viewer's cursors are safe either way.
      this.end();
    }
  }

  /** A short answer ends soon after it has begun to say something. */
  private gather(): void {
    if (this.options.holdSeconds === undefined) return;
    if (this.bytes > MAX_SHORT_BYTES) this.end();
    if (this.gathering) return;
    this.gathering = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(), GATHER_MS);
  }

  private end(): void {
    this.release();
    this.channel.end();
  }

  private release(): void {
    clearTimeout(this.timer);
    for (const subscription of this.followed.values()) subscription.unsubscribe();
    this.followed.clear();
  }
}
