import type { ServerResponse } from 'node:http';
import type { Observable, Subscription } from 'rxjs';
import type { DatabaseReport } from '../database/database-condition.js';
import { asideFrame, HEARTBEAT_FRAME, retryFrame } from './sse-frame.js';

const HEARTBEAT_MS = 10_000;
/** An EventSource comes back exactly when it is told to: those times are spread, by at least so much, ms. */
const RETRY_MIN_MS = 500;
const RETRY_SPREAD_MS = 1_000;

/** Of everything that is streamed as server-sent events. */
export const SSE_HEADERS = {
  'Content-Type': 'text/event-stream',
  // No cache may keep it, no proxy may change it.
  'Cache-Control': 'no-cache, no-store, no-transform',
  // nginx gathers what an upstream says unless it is told not to.
  'X-Accel-Buffering': 'no',
  Connection: 'close',
};

/** What a viewer's connection depends on. */
export interface SseResponseOptions {
  heartbeat: 'comment' | 'event';
  /** Bytes that may wait for a viewer who does not read; then he is dropped, and resumes by his cursor. */
  maxBacklog: number;
  /** Between two signs of life, ms; who takes not a byte from one to the next but one is dropped too. */
  heartbeatMs?: number;
  /** Over how long the viewers of this server spread their return, should it go; asked at each sign of life, ms. */
  spreadMs: () => number;
  /** Name of this server, told with each sign of life. */
  replica: string;
  /** How the database is, now and then. */
  database: Observable<DatabaseReport>;
}

/**
 * One viewer's server-sent events, written to the response without anything between: a thousand viewers get the same
 * bytes, made once. Knows the connection and its signs of life, not what is followed over it. Everything of it ends with
 * the response.
 */
export class SseResponse {
  private troubled = false;
  /** Who waits until the viewer has taken what was sent. */
  private readonly waiting: (() => void)[] = [];
  private heartbeats?: NodeJS.Timeout;
  private news?: Subscription;
  /** This viewer's place among those who come back, from 0 up to 1. */
  private readonly place = Math.random();

  /** @param cursor where the viewer is, as the `id:` of what is no event of the log */
  constructor(
    private readonly response: ServerResponse,
    private readonly options: SseResponseOptions,
    private readonly cursor: () => number | string,
  ) {}

  /**
   * Sends the headers, the time of return and a first sign of life.
   * @returns false when there is nobody to send more to: he has left, or asked for the headers alone
   */
  open(): boolean {
    const { response } = this;
    const { heartbeatMs = HEARTBEAT_MS } = this.options;
    // Whoever left while he was looked up is not heard leaving again.
    if (response.destroyed) return false;
    // Time is up when nothing was written and not a byte of what waits was taken; then Node destroys the socket
    // (https://nodejs.org/api/http.html#responsesettimeoutmsecs-callback). By the response alone, who reads steadily and
    // is sent more all the time looks like who does not read.
    response.socket
      ?.setNoDelay(true)
      .setKeepAlive(true)
      .setTimeout(2 * heartbeatMs);
    // The end of the connection is the end of the body: a chunk of its own for each write would be four pieces of one.
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, SSE_HEADERS);
    if (response.req.method === 'HEAD') {
      response.end();
      return false;
    }
    response.on('close', () => this.release());
    this.beat();
    this.heartbeats = setInterval(() => this.beat(), heartbeatMs);
    this.news = this.options.database.subscribe((report) => this.tellDatabase(report));
    return true;
  }

  /** Drops a viewer who does not read. */
  write(bytes: Buffer | string): void {
    const { response } = this;
    // What was looked up meanwhile may come after the end.
    if (response.writableEnded || response.destroyed) return;
    // Asked before the write: one event may be bigger than the bound, and must reach him some time.
    if (response.writableLength > this.options.maxBacklog) response.destroy();
    else response.write(bytes);
  }

  /** Sends what is no part of the log. */
  tell(type: string, data: object): void {
    this.write(asideFrame(type, this.cursor(), data));
  }

  /** Calls back once, when the connection is over. */
  onClose(then: () => void): void {
    this.response.once('close', then);
  }

  /** Resolves when the viewer has taken what was sent, for one after the other of those who ask. */
  readonly drained = (): Promise<void> => {
    const { response, waiting } = this;
    if (waiting.length === 0 && !response.writableNeedDrain) return Promise.resolve();
    return new Promise((resolve) => {
      if (waiting.push(resolve) === 1) this.wakeNext();
    });
  };

  end(): void {
    this.release();
    this.response.end();
  }

  private readonly wakeNext = (): void => {
    const { response, waiting } = this;
    if (response.writableNeedDrain) {
      response.once('drain', this.wakeNext);
      return;
    }
    waiting.shift()?.();
    // He sends before the next is asked, or what all of them send would be more than may wait.
    if (waiting.length > 0) setImmediate(this.wakeNext);
  };

  private beat(): void {
    const { response } = this;
    // Who is behind sees by what comes that the connection lives.
    if (response.writableNeedDrain) return;
    const { heartbeat, replica, spreadMs } = this.options;
    const spread = spreadMs();
    const retryMs = RETRY_MIN_MS + Math.floor(this.place * Math.max(RETRY_SPREAD_MS, spread));
    response.write(retryFrame(retryMs));
    if (heartbeat === 'comment') response.write(HEARTBEAT_FRAME);
    // An EventSource keeps `retry:` to itself; a page that reconnects by its own clock needs the numbers.
    else this.tell('heartbeat', { cursor: this.cursor(), retry_ms: retryMs, spread_ms: spread, replica });
  }

  private tellDatabase(report: DatabaseReport): void {
    // All being well is news only after trouble.
    if (report.status === 'ok' && !this.troubled) return;
    this.troubled = true;
    this.tell('database', report);
  }

  private release(): void {
    clearInterval(this.heartbeats);
    this.news?.unsubscribe();
  }
}
