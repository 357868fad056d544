import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { defer, finalize, ReplaySubject, takeUntil, type Observable } from 'rxjs';
import { Configuration } from '../config/configuration.js';
import { Problem } from '../problem/problem.js';

/** Within so much time for each of them viewers come back from a server that is gone: 500 a second, ms. */
const SPREAD_MS_EACH = 2;
/** One reader alone does not notice the least; nobody waits longer than the most, ms. */
const [SPREAD_MIN_MS, SPREAD_MAX_MS] = [100, 10_000];

/** Who follows a session through this process, counted and bounded: streams, and long-polls while they wait. */
@Injectable()
export class Viewers implements OnModuleDestroy {
  private readonly leaving = new ReplaySubject<void>();
  private readonly counts = new Map<string, number>();
  private total = 0;

  constructor(private readonly configuration: Configuration) {}

  /** The time over which those who follow something here should spread their return, should this server go, ms. */
  get spreadMs(): number {
    return Math.min(SPREAD_MAX_MS, Math.max(SPREAD_MIN_MS, this.total * SPREAD_MS_EACH));
  }

  /** Every stream completes: whoever watches comes back with its cursor, to a server that stays. */
  onModuleDestroy(): void {
    this.leaving.next();
  }

  /**
   * To be asked while the status line is still to be written.
   * @throws Problem 429 `too_many_viewers`.
   */
  assertRoom(sessionId: string): void {
    if (this.hasRoom(sessionId)) return;
    throw new Problem(429, 'too_many_viewers', {
      detail: `${this.configuration.maxViewers} viewers follow this session already. Close a tab, or try again later.`,
    });
  }

  hasRoom(sessionId: string): boolean {
    return this.count(sessionId) < this.configuration.maxViewers;
  }

  /** Counts one viewer from the subscription to its end, whichever end that is. */
  counted<T>(sessionId: string, stream: Observable<T>): Observable<T> {
    return defer(() => {
      this.counts.set(sessionId, this.count(sessionId) + 1);
      this.total += 1;
      return stream.pipe(
        takeUntil(this.leaving),
        finalize(() => this.leave(sessionId)),
      );
    });
  }

  /** Who follows the session at this moment. */
  count(sessionId: string): number {
    return this.counts.get(sessionId) ?? 0;
  }

  private leave(sessionId: string): void {
    this.total -= 1;
    const left = this.count(sessionId) - 1;
    if (left > 0) this.counts.set(sessionId, left);
    else this.counts.delete(sessionId);
  }
}
