import type { ServerResponse } from 'node:http';
import type { Observable, Subscription } from 'rxjs';
import type { DatabaseReport } from '../database/database-condition.js';
import { isEnding, type StoredEvent } from '../events/stored-event.js';
import { asideFrame, frameOf, HEARTBEAT_FRAME, retryFrame } from './sse-frame.js';

const HEARTBEAT_MS = 10_000;
/** Reconnect times are spread, so that a restart is not followed by everybody at once, ms. */
const RETRY_MIN_MS = 500;
const RETRY_SPREAD_MS = 1_000;

const HEADERS = {
  'Content-Type': 'text/event-stream',
  // No cache may keep it, no proxy may change it.
  'Cache-Control': 'no-cache, no-store, no-transform',
  // nginx gathers what an upstream says unless it is told not to.
  'X-Accel-Buffering': 'no',
  Connection: 'close',
};

/** What a viewer's connection depends on. */
export interface EventResponseOptions {
  /** The last number that the viewer has. */
  cursor: number;
  heartbeat: 'comment' | 'event';
  /** Bytes that may wait for a viewer who does not read; then he is dropped, and resumes by his cursor. */
  maxBacklog: number;
  /** Between two signs of life, ms; who takes nothing from one to the next but one is dropped too. */
  heartbeatMs?: number;
  /** How the database is, now and then. */
  database: Observable<DatabaseReport>;
  /** Asked after the ending of a run: whether the connection has nothing more to wait for. */
  finished: (event: StoredEvent) => Promise<boolean>;
}

/**
 * One viewer's stream of server-sent events, written to the response without anything between: a thousand viewers get
 * the same bytes, made once. Everything of it ends with the response.
 */
export class EventResponse {
  private cursor: number;
  private troubled = false;
  private stalled = false;
  private heartbeats?: NodeJS.Timeout;
  private news?: Subscription;
  private events?: Subscription;

  constructor(
    private readonly response: ServerResponse,
    private readonly options: EventResponseOptions,
  ) {
    this.cursor = options.cursor;
  }

  /** Sends the headers and a first sign of life at once, then what comes, until the events complete. */
  send(events: Observable<readonly StoredEvent[]>): void {
    const { response } = this;
    // Whoever left while he was looked up is not heard leaving again.
    if (response.destroyed) return;
    response.socket?.setNoDelay(true).setKeepAlive(true).setTimeout(0);
    // The end of the connection is the end of the body: a chunk of its own for each write would be four pieces of one.
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, HEADERS);
    // Headers are all that was asked for.
    if (response.req.method === 'HEAD') {
      response.end();
      return;
    }
    response.on('close', () => this.release());
    response.write(retryFrame(RETRY_MIN_MS + Math.floor(Math.random() * RETRY_SPREAD_MS)));
    this.beat();
    this.heartbeats = setInterval(() => this.beat(), this.options.heartbeatMs ?? HEARTBEAT_MS);
    this.news = this.options.database.subscribe((report) => this.tell(report));
    this.events = events.subscribe({
      next: (batch) => this.write(batch),
      complete: () => this.end(),
      error: () => this.end(),
    });
  }

  /** Resolves when the viewer has taken most of what was sent. */
  readonly drained = (): Promise<void> => {
    if (!this.response.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => this.response.once('drain', resolve));
  };

  private write(batch: readonly StoredEvent[]): void {
    const { response } = this;
    // Asked before the write: one event may be bigger than the bound, and must reach him some time.
    if (response.writableLength > this.options.maxBacklog) {
      response.destroy();
      return;
    }
    const last = batch.at(-1)!;
    this.cursor = last.seq;
    response.write(frameOf(batch));
    if (isEnding(last)) void this.endIfFinished(last);
  }

  private async endIfFinished(event: StoredEvent): Promise<void> {
    // Whoever cannot say whether it is over ends the connection: the viewer's cursor is safe either way.
    if (await this.options.finished(event).catch(() => true)) this.end();
  }

  private beat(): void {
    const { cursor, response } = this;
    if (response.writableNeedDrain) {
      if (this.stalled) response.destroy();
      this.stalled = true;
      return;
    }
    this.stalled = false;
    response.write(
      this.options.heartbeat === 'comment' ? HEARTBEAT_FRAME : asideFrame('heartbeat', cursor, { cursor }),
    );
  }

  private tell(report: DatabaseReport): void {
    // All being well is news only after trouble.
    if (report.status === 'ok' && !this.troubled) return;
    this.troubled = true;
    this.response.write(asideFrame('database', this.cursor, report));
  }

  private end(): void {
    this.release();
    this.response.end();
  }

  private release(): void {
    clearInterval(this.heartbeats);
    this.news?.unsubscribe();
    this.events?.unsubscribe();
  }
}
