import { DOCUMENT, inject, Service } from '@angular/core';
import { Api } from '../api/api';
import { ApiOrigin } from '../api/api-origin';
import { FrameBeat } from '../shared/frame-beat';
import { KeyValueStore } from '../shared/key-value-store';
import type {
  ConnectionPorts,
  NetworkNews,
  Position,
  SourceListener,
  StreamSource,
  Timer,
} from './connection-ports';
import { toFeedMessage } from './feed-message';
import { FrameInbox } from './frame-inbox';
import type { NetworkFinding, Transport } from './network-finding';
import { PROBE, probeNetwork } from './network-probe';
import { openEventSource, openFetch, type RawListener } from './sources';

const STORE_KEY = 'network';
/** What was found longer ago than this is found again, ms. */
const REMEMBER_MS = 600_000;
const FINDINGS: readonly unknown[] = ['streams', 'untyped', 'buffers'] satisfies NetworkFinding[];

/** An event as it came. */
interface RawEvent {
  readonly type: string;
  readonly data: string;
}

/** EventSource, fetch, and what the browser says of its network and of time. */
@Service()
export class BrowserConnectionPorts implements ConnectionPorts {
  private readonly api = inject(Api);
  private readonly store = inject(KeyValueStore);
  private readonly beat = inject(FrameBeat);
  private readonly window = inject(DOCUMENT).defaultView!;

  private readonly headers = inject(ApiOrigin).headers;

  readonly ownHeaders = Object.keys(this.headers).length > 0;

  open(
    transport: Transport,
    positions: ReadonlyMap<string, Position>,
    holdSeconds: number,
    listener: SourceListener,
  ): StreamSource {
    const cursor = [...positions]
      .map(([id, { seq, resting }]) => `${id}:${seq}${resting ? 'r' : ''}`)
      .join(',');
    let closed = false;
    const inbox = new FrameInbox<RawEvent>(this.beat, this, ({ type, data }) => {
      const message = toFeedMessage(type, data);
      if (message) listener.onMessage(message);
    });
    const source = this.connect(transport, cursor, holdSeconds, {
      onEvent: (type, data) => {
        if (!closed) inbox.add({ type, data });
      },
      onEnd: (end) => {
        inbox.flush();
        if (!closed) listener.onEnd(end);
      },
    });
    return {
      close: () => {
        closed = true;
        source.close();
        // Whoever comes back asks again for what was not handed on.
        inbox.clear();
      },
    };
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

  /** Whether nobody looks at the page. */
  hidden(): boolean {
    return this.window.document.hidden;
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
    const seen = () => !this.hidden() && listener('visible');
    window.document.addEventListener('visibilitychange', seen, { signal });
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
