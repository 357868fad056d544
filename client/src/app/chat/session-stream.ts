import { signal } from '@angular/core';
import type { EventPage } from '../api/types';
import type { DatabaseTrouble } from './database-trouble';
import type { StreamPorts, StreamSource, Timer } from './stream-ports';

/** Without a first event by then, something on the way holds the stream back: go on by long-poll, ms. */
export const FIRST_EVENT_MS = 5_000;
/** Two heartbeats missed: the connection is dead though nobody said so, ms. */
export const SILENCE_MS = 25_000;
/** The server answers a long-poll within 25 s; an answer that is later than this does not come, ms. */
export const LOST_ANSWER_MS = 35_000;
/** Connections in a row that broke before they said anything, though the log could be read: as good as silence. */
const MAX_DEAF = 3;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

export type Transport = 'stream' | 'long-poll';
export type StreamStatus = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'ended' | 'missing';

/**
 * Follows a session's events from a cursor to the end of its run: by EventSource, and where that stays silent by
 * long-poll. Hands on each event once and in order, whatever the connection does. `missing` when there is no such
 * session.
 */
export class SessionStream {
  private readonly statusSignal = signal<StreamStatus>('idle');
  private readonly transportSignal = signal<Transport>('stream');
  private readonly cursorSignal = signal(0);
  private readonly databaseSignal = signal<DatabaseTrouble | null>(null);
  private sessionId = '';
  private source: StreamSource | undefined;
  private watchdog: Timer | undefined;
  private retryTimer: Timer | undefined;
  private retryMs = FIRST_RETRY_MS;
  private deaf = 0;
  /** Answers that were asked for before this number grew are of no interest any more. */
  private generation = 0;

  readonly status = this.statusSignal.asReadonly();
  readonly transport = this.transportSignal.asReadonly();
  /** Sequence number of the last event handed on. */
  readonly cursor = this.cursorSignal.asReadonly();
  /** What is wrong with the server's database, as far as it is known; null while nothing is. */
  readonly database = this.databaseSignal.asReadonly();

  constructor(
    private readonly ports: StreamPorts,
    private readonly onEvent: (event: unknown, seq: number) => void,
  ) {}

  /** Follows the session from the event after the cursor; ends what was followed before. */
  follow(sessionId: string, after: number): void {
    this.close();
    // Another session may be reached another way than the last one was.
    if (sessionId !== this.sessionId) this.transportSignal.set('stream');
    this.sessionId = sessionId;
    this.cursorSignal.set(after);
    this.retryMs = FIRST_RETRY_MS;
    this.statusSignal.set('connecting');
    this.connect();
  }

  /** Goes on where it ended, for a run that has just been continued. */
  resume(): void {
    this.follow(this.sessionId, this.cursor());
  }

  /** Lets go of the connection and of every timer. */
  close(): void {
    this.generation += 1;
    this.release();
    this.databaseSignal.set(null);
    this.statusSignal.set('idle');
  }

  private connect(): void {
    if (this.transport() === 'stream') this.openStream();
    else void this.poll(this.generation);
  }

  private openStream(): void {
    this.release();
    this.watch(FIRST_EVENT_MS, () => this.fallBack());
    const source = this.ports.openStream(this.sessionId, this.cursor());
    this.source = source;
    let greeted = false;
    source.onBeat = () => {
      this.heard();
      // A stream begins with a beat; if something is wrong with the database, it says so next.
      if (!greeted) this.databaseSignal.set(null);
      greeted = true;
    };
    source.onEvent = (seq, event) => {
      this.heard();
      this.receive(seq, event);
    };
    source.onDatabase = (trouble) => {
      this.heard();
      this.databaseSignal.set(trouble);
    };
    source.onInterrupted = () => {
      this.deaf += 1;
      void this.afterInterruption(this.generation);
    };
  }

  private heard(): void {
    this.retryMs = FIRST_RETRY_MS;
    this.deaf = 0;
    this.statusSignal.set('live');
    this.watch(SILENCE_MS, () => {
      this.statusSignal.set('reconnecting');
      this.openStream();
    });
  }

  private fallBack(): void {
    this.release();
    this.transportSignal.set('long-poll');
    void this.poll(this.generation);
  }

  /** An EventSource does not say why it broke off: the log knows whether it was the end of the run. */
  private async afterInterruption(generation: number): Promise<void> {
    this.release();
    const page = await this.read(generation, false);
    if (!page) {
      // The server is away, which says nothing about streams.
      this.deaf = 0;
      return;
    }
    this.take(page);
    if (this.isEnd(page)) this.statusSignal.set('ended');
    else if (this.deaf >= MAX_DEAF) this.fallBack();
    else this.retry();
  }

  private async poll(generation: number): Promise<void> {
    for (;;) {
      const page = await this.read(generation, true);
      if (!page) return;
      this.retryMs = FIRST_RETRY_MS;
      this.statusSignal.set('live');
      this.take(page);
      if (this.isEnd(page)) {
        this.statusSignal.set('ended');
        return;
      }
    }
  }

  /** A page of the log; undefined when the answer came too late or the request failed and is tried again later. */
  private async read(generation: number, wait: boolean): Promise<EventPage | undefined> {
    this.watch(LOST_ANSWER_MS, () => {
      this.generation += 1;
      this.retry();
    });
    try {
      const page = await this.ports.readEvents(this.sessionId, this.cursor(), wait);
      if (generation !== this.generation) return undefined;
      this.watchdog?.cancel();
      // If there is more to say, the next stream says it.
      this.databaseSignal.set(null);
      return page;
    } catch (error) {
      if (generation !== this.generation) return undefined;
      this.watchdog?.cancel();
      if (this.ports.isMissing(error)) this.statusSignal.set('missing');
      else {
        this.databaseSignal.set(this.ports.databaseTrouble(error));
        this.retry();
      }
      return undefined;
    }
  }

  private retry(): void {
    this.statusSignal.set('reconnecting');
    this.retryTimer = this.ports.schedule(this.retryMs, () => this.connect());
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  }

  private take(page: EventPage): void {
    for (const { seq, event } of page.events) this.receive(seq, event);
  }

  private receive(seq: number, event: unknown): void {
    if (seq <= this.cursor()) return;
    this.cursorSignal.set(seq);
    this.onEvent(event, seq);
  }

  private isEnd(page: EventPage): boolean {
    return !page.active && this.cursor() >= page.head;
  }

  private watch(ms: number, then: () => void): void {
    this.watchdog?.cancel();
    this.watchdog = this.ports.schedule(ms, then);
  }

  private release(): void {
    this.source?.close();
    this.source = undefined;
    this.watchdog?.cancel();
    this.retryTimer?.cancel();
  }
}
