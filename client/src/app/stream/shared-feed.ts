import { computed, signal } from '@angular/core';
import { Connection } from './connection';
import type { ConnectionPorts, Inbox, Timer } from './connection-ports';
import { type ConnectionState, NOT_CONNECTED } from './connection-state';
import type { FeedMessage } from './feed-message';
import type { TabGroup, TabMessage } from './tab-group';

/**
 * A leader says something at least this often while he lives, even where the network swallows every request: a lost answer
 * and the longest pause after it are 45 s. One who is silent for longer is deposed, ms.
 */
export const LEADER_SILENCE_MS = 60_000;

/** Alone, for want of locks or channels; or in the browser's group of tabs. */
export type TabRole = 'alone' | 'leader' | 'follower';

/** Somebody in this tab who follows a session. */
interface Subscriber {
  readonly session: string;
  /** The last number that he has. */
  readonly cursor: () => number;
  readonly listener: (message: FeedMessage) => void;
}

/**
 * One connection for all tabs of a browser: one tab leads, keeps it, and tells the others what comes. A leader's death
 * hands over to the next tab, which goes on from what each of them has. What a subscriber misses, he sees by its number,
 * and reads for himself.
 */
export class SharedFeed {
  private readonly roleSignal = signal<TabRole>('alone');
  private readonly connection = signal<Connection | null>(null);
  private readonly toldState = signal<ConnectionState>(NOT_CONNECTED);
  /** Never changed in place: who is told something may join or leave meanwhile. */
  private subscribers: readonly Subscriber[] = [];
  /** What the other tabs follow, while this one leads. */
  private readonly wanted = new Map<string, Map<string, number>>();
  /** Tabs whose end this one waits for, leading or not. */
  private readonly watched = new Set<string>();
  /** What the leader has told. */
  private readonly told: Inbox<FeedMessage>;
  /** What the other tabs are still to be told. */
  private outbox: FeedMessage[] = [];
  private silence: Timer | undefined;

  readonly role = this.roleSignal.asReadonly();
  /** How the browser is connected, by this tab or by its leader. */
  readonly state = computed(() => this.connection()?.state() ?? this.toldState());

  /** @param tabs null where the browser has no locks or channels: then this tab keeps a connection of its own */
  constructor(
    private readonly ports: ConnectionPorts,
    private readonly tabs: TabGroup | null,
  ) {
    this.told = ports.gather((message) => this.deliver(message));
    if (!tabs) {
      this.lead();
      return;
    }
    this.roleSignal.set('follower');
    tabs.onMessage((message) => this.hear(message));
    tabs.stand(
      () => this.lead(),
      () => this.follow(),
      false,
    );
  }

  /**
   * Follows a session from a subscriber's cursor. What comes may have been seen already, or leave a gap: numbers tell.
   * @returns ends it
   */
  subscribe(session: string, cursor: () => number, listener: (message: FeedMessage) => void): () => void {
    const subscriber: Subscriber = { session, cursor, listener };
    this.subscribers = [...this.subscribers, subscriber];
    this.tellPosition(subscriber);
    this.want();
    return () => {
      if (!this.subscribers.includes(subscriber)) return;
      this.subscribers = this.subscribers.filter((each) => each !== subscriber);
      this.want();
    };
  }

  /** To be called when the state has changed: the others show it too. */
  tellState(): void {
    if (this.roleSignal() === 'leader') this.tabs?.post({ type: 'state', state: this.state() });
  }

  close(): void {
    this.subscribers = [];
    this.told.clear();
    this.silence?.cancel();
    this.connection()?.close();
    this.tabs?.close();
  }

  private lead(): void {
    this.silence?.cancel();
    this.told.flush();
    this.wanted.clear();
    this.outbox = [];
    this.roleSignal.set(this.tabs ? 'leader' : 'alone');
    // Others depend on a leader, whether anybody looks at him or not.
    const mayDoze = !this.tabs;
    this.connection.set(new Connection(this.ports, (message) => this.pass(message), mayDoze));
    this.tabs?.post({ type: 'leading' });
    this.want();
  }

  /** Somebody else leads. */
  private follow(): void {
    this.connection()?.close();
    this.connection.set(null);
    this.roleSignal.set('follower');
    this.want();
    this.tabs?.stand(
      () => this.lead(),
      () => this.follow(),
      false,
    );
  }

  /** Says what this tab follows, to its own connection or to the leader. */
  private want(): void {
    const own = earliest(this.subscribers.map(({ session, cursor }) => [session, cursor()]));
    const connection = this.connection();
    if (connection) {
      connection.follow(earliest([...own, ...[...this.wanted.values()].flatMap((each) => [...each])]));
      return;
    }
    this.tabs?.post({ type: 'wanted', tab: this.tabs.id, sessions: [...own] });
    this.listenForLeader();
  }

  private hear(message: TabMessage): void {
    switch (message.type) {
      case 'wanted':
        if (this.connection()) this.serve(message.tab, new Map(message.sessions));
        return;
      case 'leading':
        if (!this.connection()) this.want();
        return;
      case 'messages':
        if (this.connection()) return;
        this.listenForLeader();
        for (const each of message.messages) this.told.add(each);
        return;
      case 'state':
        if (this.connection()) return;
        this.listenForLeader();
        this.toldState.set(message.state);
        return;
      default:
        message satisfies never;
    }
  }

  /** Another tab's wishes have changed. */
  private serve(tab: string, sessions: Map<string, number>): void {
    if (!this.watched.has(tab)) {
      this.watched.add(tab);
      this.tabs?.whenGone(tab, () => {
        this.watched.delete(tab);
        if (this.wanted.delete(tab)) this.want();
      });
    }
    this.wanted.set(tab, sessions);
    this.tellState();
    for (const session of sessions.keys()) this.positionMessages(session).forEach((each) => this.tell(each));
    this.want();
  }

  /** Whoever joins a session that is followed already is told how far it is. */
  private tellPosition(subscriber: Subscriber): void {
    for (const message of this.positionMessages(subscriber.session)) subscriber.listener(message);
  }

  private positionMessages(session: string): FeedMessage[] {
    const position = this.connection()?.positionOf(session);
    if (!position) return [];
    return [{ type: position.resting ? 'rest' : 'reached', session, seq: position.seq }];
  }

  private pass(message: FeedMessage): void {
    this.tell(message);
    // Whoever wants it all the same asks again.
    if (message.type === 'refused')
      for (const sessions of this.wanted.values()) sessions.delete(message.session);
    this.deliver(message);
  }

  /** Copies between tabs are dear: one for all that is handed on in one beat, and none where nobody listens. */
  private tell(message: FeedMessage): void {
    if (![...this.wanted.values()].some(({ size }) => size > 0)) return;
    this.outbox.push(message);
    if (this.outbox.length === 1) queueMicrotask(() => this.sendOut());
  }

  private sendOut(): void {
    const messages = this.outbox;
    this.outbox = [];
    this.tabs?.post({ type: 'messages', messages });
  }

  private deliver(message: FeedMessage): void {
    if (!('session' in message)) return;
    for (const { session, listener } of this.subscribers) if (session === message.session) listener(message);
  }

  /** Only who follows something misses a leader. */
  private listenForLeader(): void {
    this.silence?.cancel();
    if (this.subscribers.length === 0) return;
    this.silence = this.ports.schedule(LEADER_SILENCE_MS, () =>
      this.tabs?.stand(
        () => this.lead(),
        () => this.follow(),
        true,
      ),
    );
  }
}

/** Of each session the smallest number. */
function earliest(pairs: readonly (readonly [string, number])[]): Map<string, number> {
  const sessions = new Map<string, number>();
  for (const [session, seq] of pairs) sessions.set(session, Math.min(seq, sessions.get(session) ?? seq));
  return sessions;
}
