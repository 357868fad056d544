import { Backoff } from '../shared/backoff';
import type { ConnectionPorts, Timer } from './connection-ports';

/** The spread that is taken for that of a server which does not say, ms. */
const SPREAD_MS = 500;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/**
 * When a page comes back that is cut off. A server that dies loses all its viewers in one moment: they do not meet the
 * others in one moment too. One thing is planned at a time.
 */
export class Comeback {
  private readonly retrying: Backoff;
  private timer: Timer | undefined;
  /** Over how long all who are cut off together spread their return: the server says how long it takes them, ms. */
  private spreadMs = SPREAD_MS;

  constructor(private readonly ports: Pick<ConnectionPorts, 'schedule' | 'random'>) {
    this.retrying = new Backoff(FIRST_RETRY_MS, LAST_RETRY_MS, ports);
  }

  /** The server lives, and has said how its viewers are to spread. */
  heard(spreadMs: number | null): void {
    this.spreadMs = Math.min(spreadMs ?? SPREAD_MS, LAST_RETRY_MS);
    this.retrying.reset(Math.max(this.spreadMs, FIRST_RETRY_MS));
  }

  /** At some moment within the spread. */
  scattered(then: () => void): void {
    this.in(this.spreadMs * this.ports.random(), then);
  }

  in(ms: number, then: () => void): void {
    this.cancel();
    this.timer = this.ports.schedule(ms, then);
  }

  /** After a pause that grows from one to the next. */
  patiently(then: () => void): void {
    this.cancel();
    this.retrying.schedule(then);
  }

  /** Plans nothing, and has no reason for patience any more. */
  reset(): void {
    this.cancel();
    this.retrying.reset();
  }

  cancel(): void {
    this.timer?.cancel();
    this.retrying.cancel();
  }
}
