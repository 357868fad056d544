import { DOCUMENT, inject, Service } from '@angular/core';
import { Api } from '../api/api';
import { ApiOrigin } from '../api/api-origin';
import { FrameBeat } from '../shared/frame-beat';
import { KeyValueStore } from '../shared/key-value-store';
import type {
  ConnectionPorts,
  Inbox,
  NetworkNews,
  Position,
  SourceListener,
  StreamSource,
  Timer,
} from './connection-ports';
import { FrameInbox } from './frame-inbox';
import type { NetworkFinding, Transport } from './network-finding';
import { PROBE, probeNetwork } from './network-probe';
import { readByBeat } from './read-by-beat';
import { openEventSource, openFetch, type RawListener } from './sources';

const STORE_KEY = 'network';
/** What was found longer ago than this is found again, ms. */
const REMEMBER_MS = 600_000;
const FINDINGS: readonly unknown[] = ['streams', 'untyped', 'buffers'] satisfies NetworkFinding[];

/** EventSource, fetch, and what the browser says of its network and of time. */
@Service()
export class BrowserConnectionPorts implements ConnectionPorts {
  private readonly api = inject(Api);
  private readonly store = inject(KeyValueStore);
  private readonly beat = inject(FrameBeat);
  private readonly window = inject(DOCUMENT).defaultView!;

  private readonly headers = inject(ApiOrigin).headers;

  readonly ownHeaders = Object.keys(this.headers).length > 0;

  get hidden(): boolean {
    return this.window.document.hidden;
  }

  open(
    transport: Transport,
    positions: ReadonlyMap<string, Position>,
    holdSeconds: number,
    listener: SourceListener,
  ): StreamSource {
    const cursor = [...positions]
      .map(([id, { seq, resting }]) => `${id}:${seq}${resting ? 'r' : ''}`)
      .join(',');
    return readByBeat(
      (take) => this.gather(take),
      listener,
      (raw) => this.connect(transport, cursor, holdSeconds, raw),
    );
  }

  probe(signal: AbortSignal): Promise<NetworkFinding | null> {
    return probeNetwork(this.api.probeUrl(PROBE.events, PROBE.interval), this.headers, signal);
  }

  remembered(): NetworkFinding | null {
    const { finding, at } = (this.store.read(STORE_KEY) ?? {}) as { finding?: unknown; at?: unknown };
    const fresh = typeof at === 'number' && Math.abs(Date.now() - at) < REMEMBER_MS;
    return fresh && FINDINGS.includes(finding) ? (finding as NetworkFinding) : null;
  }

  remember(finding: NetworkFinding): void {
    this.store.write(STORE_KEY, { finding, at: Date.now() });
  }

  schedule(ms: number, then: () => void): Timer {
    const timer = setTimeout(then, ms);
    return { cancel: () => clearTimeout(timer) };
  }

  gather<T>(take: (item: T) => void): Inbox<T> {
    return new FrameInbox(this.beat, take);
  }

  now(): number {
    return performance.now();
  }

  random(): number {
    return Math.random();
  }

  onNetwork(listener: (news: NetworkNews) => void): () => void {
    const { window } = this;
    const over = new AbortController();
    const { signal } = over;
    window.addEventListener('online', () => listener('online'), { signal });
    window.addEventListener('offline', () => listener('offline'), { signal });
    const onVisibility = () => listener(this.hidden ? 'hidden' : 'visible');
    window.document.addEventListener('visibilitychange', onVisibility, { signal });
    // A page that comes back from the browser's cache has lost its connections on the way.
    window.addEventListener('pageshow', ({ persisted }) => persisted && listener('visible'), { signal });
    return () => over.abort();
  }

  private connect(
    transport: Transport,
    cursor: string,
    holdSeconds: number,
    listener: RawListener,
  ): StreamSource {
    switch (transport) {
      case 'event-source':
        return openEventSource(this.api.streamsUrl(cursor), listener);
      case 'fetch':
        return openFetch(this.api.streamsUrl(cursor), this.headers, listener);
      case 'long-poll':
        return openFetch(this.api.streamsUrl(cursor, holdSeconds), this.headers, listener);
      default:
        return transport satisfies never;
    }
  }
}
