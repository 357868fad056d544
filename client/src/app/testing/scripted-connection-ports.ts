import type {
  ConnectionPorts,
  Inbox,
  NetworkNews,
  Position,
  SourceEnd,
  SourceListener,
  StreamSource,
  Timer,
} from '../stream/connection-ports';
import type { FeedMessage } from '../stream/feed-message';
import type { NetworkFinding, Transport } from '../stream/network-finding';

/** Over how long the scripted server asks its viewers to spread their return, ms. */
export const SPREAD_MS = 400;

/** A connection in which the test decides what arrives. */
export class ScriptedSource implements StreamSource {
  closed = false;

  constructor(
    readonly transport: Transport,
    readonly positions: ReadonlyMap<string, Position>,
    readonly holdSeconds: number,
    private readonly listener: SourceListener,
  ) {}

  say(...messages: FeedMessage[]): void {
    for (const message of messages) this.listener.onMessage(message);
  }

  beat(): void {
    this.say({ type: 'beat', spreadMs: SPREAD_MS, replica: 'web-1' });
  }

  event(session: string, ...seqs: number[]): void {
    for (const seq of seqs) this.say({ type: 'event', session, event: { seq, event: { seq } } });
  }

  end(kind: 'over' | 'broken' = 'broken'): void {
    this.listener.onEnd({ kind });
  }

  refuse(trouble: (SourceEnd & { kind: 'refused' })['trouble'] = null): void {
    this.listener.onEnd({ kind: 'refused', trouble });
  }

  close(): void {
    this.closed = true;
  }
}

/** Ports that record what is asked of them, with a clock, a network and answers of the test's making. */
export class ScriptedConnectionPorts implements ConnectionPorts {
  readonly sources: ScriptedSource[] = [];
  readonly probes: ((finding: NetworkFinding | null) => Promise<void>)[] = [];
  /** What calls each of them off. */
  readonly probeSignals: AbortSignal[] = [];
  ownHeaders = false;
  hidden = false;
  memory: NetworkFinding | null = null;
  /** What {@link random} says next. */
  chance = () => 0.5;
  private time = 0;
  private timers: { at: number; then: () => void }[] = [];
  private readonly listeners = new Set<(news: NetworkNews) => void>();

  open(
    transport: Transport,
    positions: ReadonlyMap<string, Position>,
    holdSeconds: number,
    listener: SourceListener,
  ): ScriptedSource {
    const copy = new Map([...positions].map(([session, position]) => [session, { ...position }]));
    const source = new ScriptedSource(transport, copy, holdSeconds, listener);
    this.sources.push(source);
    return source;
  }

  probe(signal: AbortSignal): Promise<NetworkFinding | null> {
    this.probeSignals.push(signal);
    return new Promise((resolve) =>
      this.probes.push(async (finding) => {
        resolve(finding);
        await settled();
      }),
    );
  }

  remembered(): NetworkFinding | null {
    return this.memory;
  }

  remember(finding: NetworkFinding): void {
    this.memory = finding;
  }

  schedule(ms: number, then: () => void): Timer {
    const timer = { at: this.time + ms, then };
    this.timers.push(timer);
    return { cancel: () => (this.timers = this.timers.filter((each) => each !== timer)) };
  }

  /** A page without beats. */
  gather<T>(take: (item: T) => void): Inbox<T> {
    return { add: take, flush: () => undefined, clear: () => undefined };
  }

  now(): number {
    return this.time;
  }

  random(): number {
    return this.chance();
  }

  onNetwork(listener: (news: NetworkNews) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(news: NetworkNews): void {
    if (news === 'hidden' || news === 'visible') this.hidden = news === 'hidden';
    this.listeners.forEach((listener) => listener(news));
  }

  /** Lets time pass, timer by timer. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.time = Math.max(this.time, next.at);
      this.timers = this.timers.filter((each) => each !== next);
      next.then();
    }
    this.time = end;
  }

  /** Lets time pass in which no timer fires; the overdue ones do afterwards. */
  oversleep(ms: number): void {
    this.time += ms;
    this.pass(0);
  }

  get pendingTimers(): number {
    return this.timers.length;
  }

  get last(): ScriptedSource {
    return this.sources.at(-1)!;
  }
}

/** Lets promises that are due come true. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
}
