import { computed, signal } from '@angular/core';
import { Comeback } from './comeback';
import type {
  ConnectionPorts,
  NetworkNews,
  Position,
  SourceListener,
  StreamSource,
  Timer,
} from './connection-ports';
import { type ConnectionState, NOT_CONNECTED } from './connection-state';
import { CutDetector } from './cut-detector';
import { Doze, DOZE_POLL_MS } from './doze';
import type { FeedMessage } from './feed-message';
import { FollowedSessions } from './followed-sessions';
import type { Transport } from './network-finding';
import { NetworkScout } from './network-scout';
import { HOLD_S, ShortAnswer } from './short-answer';
import { WatchedStream } from './watched-stream';

/** Connections in a row that broke before they said anything, though the server answers: as good as silence. */
const MAX_DEAF = 3;
/** Sessions that join at about the same time share the next connection, ms. */
const JOIN_MS = 20;

/**
 * One connection to the server for all sessions that are followed, whatever the network does: chooses the way that gets
 * through, notices silence, comes back by its cursors with growing, scattered patience. Hands on what comes, in order;
 * what was handed on before a cut is not handed on again.
 */
export class Connection {
  private readonly ownState = signal<Omit<ConnectionState, 'finding' | 'transport'>>(NOT_CONNECTED);
  private readonly scout: NetworkScout;
  private readonly comeback: Comeback;
  private readonly followed = new FollowedSessions();
  private cuts = new CutDetector();
  private readonly doze: Doze | null;
  private readonly forgetNetwork: () => void;
  private source: StreamSource | undefined;
  private joinTimer: Timer | undefined;
  private refusal: Timer | undefined;
  private deaf = 0;
  private offline = false;

  readonly state = computed<ConnectionState>(() => ({
    ...this.ownState(),
    finding: this.scout.finding(),
    transport: this.scout.transport(),
  }));

  /**
   * @param onMessage also told of beats, which prove that this connection lives
   * @param mayDoze no other tab depends on it: while nobody looks, it asks now and then
   */
  constructor(
    private readonly ports: ConnectionPorts,
    private readonly onMessage: (message: FeedMessage) => void,
    mayDoze = false,
  ) {
    this.comeback = new Comeback(ports);
    this.scout = new NetworkScout(ports, () => {
      this.deaf = 0;
      if (!this.followed.none) this.connect();
    });
    this.doze = mayDoze ? new Doze(ports, () => this.askLater()) : null;
    this.forgetNetwork = ports.onNetwork((news) => this.hear(news));
  }

  /** Follows these sessions and no others, as far as there is room; one that is followed already goes on where it is. */
  follow(cursors: ReadonlyMap<string, number>): void {
    const { changed, refused } = this.followed.replace(cursors);
    this.refuse(refused);
    if (!changed) return;
    this.joinTimer?.cancel();
    this.joinTimer = this.ports.schedule(JOIN_MS, () => this.connect());
  }

  /** Where the session has come to; undefined when it is not followed. */
  positionOf(session: string): Readonly<Position> | undefined {
    return this.followed.positions.get(session);
  }

  /** Lets go of the connection and of every timer. */
  close(): void {
    this.forgetNetwork();
    this.scout.close();
    this.doze?.cancel();
    this.joinTimer?.cancel();
    this.refusal?.cancel();
    this.release();
    this.update({ status: 'idle' });
  }

  private connect(): void {
    this.release();
    if (this.followed.none) {
      this.update({ status: 'idle', database: null });
      return;
    }
    if (this.state().status === 'idle') this.update({ status: 'connecting' });
    if (this.doze?.dozing) {
      this.poll(0, () => this.askLater());
      return;
    }
    this.scout.look();
    if (this.scout.transport() === 'long-poll') this.poll(HOLD_S, () => this.connect());
    else this.stream();
  }

  /** Of what comes meanwhile nothing is lost: the cursors say where to go on. */
  private askLater(): void {
    this.release();
    this.comeback.in(DOZE_POLL_MS, () => this.connect());
  }

  private stream(): void {
    this.source = new WatchedStream(
      this.ports,
      (listener) => this.open(0, this.scout.transport(), listener),
      {
        // A stream begins with a beat; if something is wrong with the database, it says so next.
        onFirst: () => this.update({ database: null }),
        onMessage: (message) => {
          this.deaf = 0;
          this.heard(message);
        },
        // If a short answer gets through meanwhile, it is the stream that does not.
        onMute: () => {
          this.deaf = MAX_DEAF;
          this.catchUp(this.state().cutAfterMs);
        },
        // The last word was the same for all who watch a run: they give up within one look of each other.
        onSilence: () => {
          this.lose();
          this.comeback.scattered(() => this.connect());
        },
        onEnd: (ageMs) => {
          if (ageMs === null) this.deaf += 1;
          this.catchUp(ageMs === null ? this.state().cutAfterMs : this.cuts.ended(ageMs));
        },
      },
    );
  }

  /** An EventSource does not say why it broke off: a short answer does, and brings what came meanwhile. */
  private catchUp(cutAfterMs: number | null): void {
    this.lose();
    const ask = () =>
      this.poll(0, () => {
        this.update({ cutAfterMs });
        if (this.deaf >= MAX_DEAF) this.scout.foundSilent();
        else this.retry();
      });
    // What cuts at a certain age cuts each viewer in his own moment.
    if (cutAfterMs === null) this.comeback.scattered(ask);
    else this.comeback.in(0, ask);
  }

  /** One short answer; what goes wrong with it is tried again later. */
  private poll(holdSeconds: number, then: () => void): void {
    this.source = new ShortAnswer(this.ports, (listener) => this.open(holdSeconds, 'long-poll', listener), {
      onFirst: () => this.update({ database: null }),
      onMessage: (message) => this.heard(message),
      onWhole: () => {
        this.release();
        then();
      },
      onFailure: (end) => {
        // The server is away, which says nothing about streams.
        if (end.kind !== 'lost') this.deaf = 0;
        if (end.kind === 'refused') this.update({ database: end.trouble });
        this.retry();
      },
    });
  }

  private open(holdSeconds: number, transport: Transport, listener: SourceListener): StreamSource {
    return this.ports.open(transport, this.followed.positions, holdSeconds, listener);
  }

  private heard(message: FeedMessage): void {
    // Not the whole state, which is worked out: this is asked for each event.
    if (this.ownState().status !== 'live') this.update({ status: 'live' });
    this.offline = false;
    if (message.type === 'beat') {
      this.comeback.heard(message.spreadMs);
      if (this.state().replica !== message.replica) this.update({ replica: message.replica });
    }
    if (message.type === 'database') this.update({ database: message.trouble });
    if (this.followed.hear(message)) this.onMessage(message);
    if (message.type === 'refused' && this.followed.none) this.connect();
  }

  /** As the server would, which refuses the whole vector; and as late, when whoever asked can hear it. */
  private refuse(sessions: readonly string[]): void {
    this.refusal?.cancel();
    if (sessions.length === 0) return;
    this.refusal = this.ports.schedule(0, () => {
      for (const session of sessions) this.onMessage({ type: 'refused', session, code: 'too_many_viewers' });
    });
  }

  private retry(): void {
    this.lose();
    this.comeback.patiently(() => this.connect());
  }

  private lose(): void {
    this.release();
    this.tellLoss();
  }

  private tellLoss(): void {
    this.update({ status: this.offline ? 'offline' : 'reconnecting' });
  }

  private hear(news: NetworkNews): void {
    switch (news) {
      case 'offline':
        this.offline = true;
        // If the connection lives all the same, its next sign of life says so.
        if (!this.followed.none) this.tellLoss();
        return;
      case 'online':
        this.offline = false;
        this.scout.forget();
        this.cuts = new CutDetector();
        this.update({ cutAfterMs: null });
        this.comeback.reset();
        this.connect();
        return;
      case 'hidden':
        this.doze?.begin();
        return;
      case 'visible':
        // Timers of a page that nobody looked at were late, and nobody wants to wait for them now.
        if (this.doze?.end() || this.state().status !== 'live') this.connect();
        return;
      default:
        news satisfies never;
    }
  }

  private update(change: Partial<Omit<ConnectionState, 'finding' | 'transport'>>): void {
    this.ownState.update((state) => ({ ...state, ...change }));
  }

  private release(): void {
    this.source?.close();
    this.source = undefined;
    this.comeback.cancel();
  }
}
