import type { DatabaseTrouble } from './database-trouble';
import type { FeedMessage } from './feed-message';
import type { NetworkFinding, Transport } from './network-finding';

/** Where a session has come to, as far as the page knows. */
export interface Position {
  seq: number;
  /** Its last run has ended here. */
  resting: boolean;
}

/**
 * How a connection came to its end: the answer was over; it broke off, or nobody answered; or the server refused, perhaps
 * because of its database.
 */
export type SourceEnd =
  { kind: 'over' } | { kind: 'broken' } | { kind: 'refused'; trouble: DatabaseTrouble | null };

/** Who takes what a connection brings. After `onEnd` nothing more comes. */
export interface SourceListener {
  onMessage(message: FeedMessage): void;
  onEnd(end: SourceEnd): void;
}

/** An open connection; closed, it says nothing more, not even its end. */
export interface StreamSource {
  close(): void;
}

/** Hands on, once a beat of the page, what was added. */
export interface Inbox<T> {
  add(item: T): void;
  /** Hands on at once what is there. */
  flush(): void;
  /** Forgets what is there, and the rest of what is being handed on. */
  clear(): void;
}

export interface Timer {
  cancel(): void;
}

/** What a browser says of its network and of whether it is looked at. */
export type NetworkNews = 'online' | 'offline' | 'visible' | 'hidden';

/** The outside world of a {@link Connection}: the real one in the page, a scripted one in its tests. */
export interface ConnectionPorts {
  /** Whether requests carry headers of ours, which an EventSource cannot send. */
  readonly ownHeaders: boolean;
  /** Nobody looks at the page just now. */
  readonly hidden: boolean;
  /** @param holdSeconds for a long-poll: how long the server may wait for something to say */
  open(
    transport: Transport,
    positions: ReadonlyMap<string, Readonly<Position>>,
    holdSeconds: number,
    listener: SourceListener,
  ): StreamSource;
  /** Never rejects; null when nothing can be said, or it was called off. */
  probe(signal: AbortSignal): Promise<NetworkFinding | null>;
  /** What was found a short while ago, on another page of this browser. */
  remembered(): NetworkFinding | null;
  remember(finding: NetworkFinding): void;
  schedule(ms: number, then: () => void): Timer;
  /** What is added is handed to `take` once a beat of the page. */
  gather<T>(take: (item: T) => void): Inbox<T>;
  /** ms, from anywhere. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** @returns takes it back */
  onNetwork(listener: (news: NetworkNews) => void): () => void;
}
