import { setTimeout as delay } from 'node:timers/promises';
import { parseEvents, type SseEvent } from '../../server/testing/api-client.js';
import type { Cluster } from './cluster.js';
import { SeededRandom } from './seeded-random.js';

/** Longest look at one server, ms; then the viewer is off to another. */
const LOOK_MS = 4_000;
const RETRY_MS = 150;

/** Follows one session from its first event to its end, on one server after the other, and writes down what it gets. */
export class Viewer {
  readonly seen: SseEvent[] = [];
  readonly faults: string[] = [];
  private readonly random: SeededRandom;
  private readonly leaving = new AbortController();
  /** Resolves when the session has told it that there is nothing more. */
  readonly done: Promise<void>;

  constructor(
    private readonly cluster: Cluster,
    private readonly sessionId: string,
    seed: number,
  ) {
    this.random = new SeededRandom(seed);
    this.done = this.watch();
  }

  /** Goes, whether it has seen the end or not. */
  leave(): void {
    this.leaving.abort();
  }

  private async watch(): Promise<void> {
    while (!this.leaving.signal.aborted) {
      try {
        if ((await this.look()) === 'over') return;
      } catch {
        // The server is gone, frozen or told us to go: that is what the storm is for.
      }
      await delay(RETRY_MS);
    }
  }

  private async look(): Promise<'over' | 'again'> {
    const url = `${this.cluster.any(this.random)}/api/sse/stream/${this.sessionId}`;
    const signal = AbortSignal.any([
      this.leaving.signal,
      AbortSignal.timeout(this.random.integer(200, LOOK_MS)),
    ]);
    const headers = { 'last-event-id': String(this.seen.at(-1)?.seq ?? 0) };
    const response = await fetch(url, { headers, signal });
    if (response.status === 204) return 'over';
    if (response.status !== 200) {
      await response.body?.cancel();
      if (response.status !== 503) this.faults.push(`${response.status} at ${headers['last-event-id']}`);
      return 'again';
    }
    for await (const event of parseEvents(response.body!)) {
      const expected = (this.seen.at(-1)?.seq ?? 0) + 1;
      if (event.seq !== expected) this.faults.push(`event ${event.seq} where ${expected} was due`);
      this.seen.push(event);
    }
    return 'again';
  }
}
