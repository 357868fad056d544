import { computed, signal } from '@angular/core';
import { ApiProblem } from '../api/api-problem';
import type { EventPage } from '../api/types';
import { Backoff, type BackoffPorts } from '../shared/backoff';
import type { ConnectionStatus } from './connection-state';
import type { FeedMessage } from './feed-message';
import type { SharedFeed } from './shared-feed';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;
/** Asking for a full session opens the browser's connection anew, for all sessions: not often, ms. */
const FIRST_REJOIN_MS = 2_000;
const LAST_REJOIN_MS = 60_000;

/** Why a session is not followed any more, by the code of the server's refusal; any other passes, as a full session does. */
const REFUSALS: ReadonlyMap<string, 'missing' | 'ahead'> = new Map([
  ['session_not_found', 'missing'],
  ['cursor_ahead', 'ahead'],
]);

export type StreamStatus = ConnectionStatus | 'ended' | 'missing' | 'ahead';

/** `refused`: for the time being. */
type Stage = 'idle' | 'following' | 'refused' | 'ended' | 'missing' | 'ahead';

/** What a session's stream needs besides the feed. */
export interface SessionStreamPorts extends BackoffPorts {
  /** A page of the log after a number; rejects when the request fails. */
  readEvents(session: string, after: number): Promise<EventPage>;
}

/**
 * Follows a session's events from a cursor: hands on each of them once and in order, whatever the feed brings. What the
 * feed leaves out is read from the log. `ended` when the session's last run has ended, until another begins; `missing`
 * when there is no such session; `ahead` when the cursor is beyond its end: whoever follows has events of another record,
 * and begins anew.
 */
export class SessionStream {
  private readonly stageSignal = signal<Stage>('idle');
  private readonly cursorSignal = signal(0);
  /** The cursor, untracked: a signal that is read for each of hundreds of events a second costs more. */
  private position = 0;
  private sessionId = '';
  private leave: (() => void) | undefined;
  private readonly rereading: Backoff;
  private readonly rejoining: Backoff;
  /** The session is known to reach this far. */
  private reached = 0;
  /** Where the session is at rest, as far as is known. */
  private restsAt: number | null = null;
  private reading = false;
  /** What was asked for before this number grew is of no interest any more. */
  private generation = 0;

  readonly status = computed<StreamStatus>(() => {
    const stage = this.stageSignal();
    if (stage === 'refused') return 'reconnecting';
    if (stage !== 'following') return stage;
    const status = this.feed.state().status;
    return status === 'idle' ? 'connecting' : status;
  });
  /** Sequence number of the last event handed on. */
  readonly cursor = this.cursorSignal.asReadonly();

  constructor(
    readonly feed: SharedFeed,
    private readonly ports: SessionStreamPorts,
    private readonly onEvent: (event: unknown, seq: number) => void,
  ) {
    this.rereading = new Backoff(FIRST_RETRY_MS, LAST_RETRY_MS, ports);
    this.rejoining = new Backoff(FIRST_REJOIN_MS, LAST_REJOIN_MS, ports);
  }

  /** Follows the session from the event after the cursor; ends what was followed before. */
  follow(sessionId: string, after: number): void {
    this.close();
    this.sessionId = sessionId;
    this.moveTo(after);
    this.reached = after;
    this.restsAt = null;
    this.join();
  }

  /**
   * A run has been started in the session; its events are on their way.
   * @param since the cursor before it was asked for; if events have come since, they tell more than this
   */
  resume(since: number): void {
    if (this.position !== since) return;
    this.restsAt = null;
    if (this.stageSignal() === 'ended') this.stageSignal.set('following');
    else if (this.stageSignal() !== 'following') this.follow(this.sessionId, this.position);
  }

  /** Lets go of the feed and of every timer. */
  close(): void {
    this.release();
    this.rejoining.reset();
    this.stageSignal.set('idle');
  }

  private join(): void {
    this.stageSignal.set('following');
    this.leave = this.feed.subscribe(
      this.sessionId,
      () => this.position,
      (message) => this.hear(message),
    );
  }

  private release(): void {
    this.generation += 1;
    this.reading = false;
    this.leave?.();
    this.leave = undefined;
    this.rereading.reset();
  }

  private hear(message: FeedMessage): void {
    const { generation } = this;
    switch (message.type) {
      case 'event':
        this.receive(message.event.seq, message.event.event);
        break;
      case 'reached':
        this.reached = Math.max(this.reached, message.seq);
        break;
      case 'rest':
        this.reached = Math.max(this.reached, message.seq);
        this.restsAt = message.seq;
        break;
      case 'refused':
        this.refuse(REFUSALS.get(message.code) ?? 'refused');
        return;
      case 'beat':
      case 'database':
        return;
      default:
        message satisfies never;
    }
    // Whoever was given the event may have let go of the session for it.
    if (generation === this.generation) this.settle();
  }

  private receive(seq: number, event: unknown): void {
    this.reached = Math.max(this.reached, seq);
    if (seq !== this.position + 1) return;
    this.moveTo(seq);
    this.rejoining.reset();
    if (this.stageSignal() === 'ended') this.stageSignal.set('following');
    this.onEvent(event, seq);
  }

  private moveTo(seq: number): void {
    this.position = seq;
    this.cursorSignal.set(seq);
  }

  private refuse(stage: 'refused' | 'missing' | 'ahead'): void {
    this.release();
    this.stageSignal.set(stage);
    if (stage === 'refused') this.rejoining.schedule(() => this.join());
  }

  /** Reads what is missing, or notes that there is nothing more. */
  private settle(): void {
    if (this.reached > this.position) void this.readMissing(this.generation);
    else if (this.restsAt === this.position) this.stageSignal.set('ended');
  }

  private async readMissing(generation: number): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.reached > this.position) {
        const { events } = await this.ports.readEvents(this.sessionId, this.position);
        if (generation !== this.generation) return;
        for (const { seq, event } of events) {
          this.receive(seq, event);
          if (generation !== this.generation) return;
        }
        // The log has not what somebody has told: he speaks of another log.
        if (events.length === 0) break;
      }
      this.rereading.reset();
      this.reading = false;
      if (this.reached === this.position) this.settle();
    } catch (error) {
      if (generation !== this.generation) return;
      this.reading = false;
      const refusal = error instanceof ApiProblem ? REFUSALS.get(error.code) : undefined;
      if (refusal) this.refuse(refusal);
      else this.rereading.schedule(() => this.settle());
    }
  }
}
