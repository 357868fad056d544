import { computed, signal } from '@angular/core';
import { Backoff } from '../shared/backoff';
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
import type { FeedMessage } from './feed-message';
import { FollowedSessions } from './followed-sessions';
import type { Transport } from './network-finding';
import { NetworkScout } from './network-scout';
import { SilenceWatch } from './silence-watch';

/** Without a first sign of life by then, something on the way holds the stream back: go on by long-poll, ms. */
export const FIRST_SIGN_MS = 5_000;
/** How long the server may hold a long-poll, s; an answer that is much later than that does not come. */
export const HOLD_S = 20;
export const LOST_ANSWER_MS = 30_000;
/** Connections in a row that broke before they said anything, though the server answers: as good as silence. */
const MAX_DEAF = 3;
/** The spread that is taken for that of a server which does not say, ms. */
const SPREAD_MS = 500;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;
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
  private readonly retrying: Backoff;
  private readonly followed = new FollowedSessions();
  private cuts = new CutDetector();
  private readonly forgetNetwork: () => void;
  private source: StreamSource | undefined;
  private watchdog: Timer | undefined;
  private joinTimer: Timer | undefined;
  private refusal: Timer | undefined;
  private deaf = 0;
  /** Over how long all who are cut off together spread their return: the server says how long it takes them, ms. */
  private spreadMs = SPREAD_MS;
  private offline = false;

  readonly state = computed<ConnectionState>(() => ({
    ...this.ownState(),
    finding: this.scout.finding(),
    transport: this.scout.transport(),
  }));

  /** @param onMessage also told of beats, which prove that this connection lives */
  constructor(
    private readonly ports: ConnectionPorts,
    private readonly onMessage: (message: FeedMessage) => void,
  ) {
    this.retrying = new Backoff(FIRST_RETRY_MS, LAST_RETRY_MS, ports);
    this.scout = new NetworkScout(ports, () => {
      this.deaf = 0;
      if (!this.followed.none) this.connect();
    });
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
    this.scout.look();
    if (this.scout.transport() === 'long-poll') this.poll(HOLD_S, () => this.connect());
    else this.stream();
  }

  private stream(): void {
    const began = this.ports.now();
    let silence: SilenceWatch | undefined;
    // If a short answer gets through meanwhile, it is the stream that does not.
    this.watch(FIRST_SIGN_MS, () => {
      this.deaf = MAX_DEAF;
      this.catchUp(this.state().cutAfterMs);
    });
    this.open(0, this.scout.transport(), {
      onMessage: (message) => {
        // A stream begins with a beat; if something is wrong with the database, it says so next.
        if (!silence) {
          this.update({ database: null });
          this.watchdog?.cancel();
          // The last word was the same for all who watch a run: they give up within one look of each other.
          silence = new SilenceWatch(this.ports, () => this.comeBack(this.spreadMs, () => this.connect()));
          this.watchdog = silence;
        }
        silence.heard();
        this.deaf = 0;
        this.heard(message);
      },
      onEnd: () => {
        const cutAfterMs = silence ? this.cuts.ended(this.ports.now() - began) : this.state().cutAfterMs;
        if (!silence) this.deaf += 1;
        this.catchUp(cutAfterMs);
      },
    });
  }

  /** An EventSource does not say why it broke off: a short answer does, and brings what came meanwhile. */
  private catchUp(cutAfterMs: number | null): void {
    // What cuts at a certain age cuts each viewer in his own moment.
    const spreadMs = cutAfterMs === null ? this.spreadMs : 0;
    this.comeBack(spreadMs, () =>
      this.poll(0, () => {
        this.update({ cutAfterMs });
        if (this.deaf >= MAX_DEAF) this.scout.foundSilent();
        else this.retry();
      }),
    );
  }

  /** A server that dies loses all its viewers in one moment: they do not meet the others in one moment too. */
  private comeBack(spreadMs: number, then: () => void): void {
    this.release();
    this.lost();
    this.watch(spreadMs * this.ports.random(), then);
  }

  /** One short answer; what goes wrong with it is tried again later. */
  private poll(holdSeconds: number, then: () => void): void {
    this.watch(LOST_ANSWER_MS, () => this.retry());
    let told = false;
    this.open(holdSeconds, 'long-poll', {
      onMessage: (message) => {
        if (!told) this.update({ database: null });
        told = true;
        this.heard(message);
      },
      onEnd: (end) => {
        this.release();
        // Not even a beat: it was not our server who answered.
        if (end.kind === 'over' && told) {
          then();
          return;
        }
        // The server is away, which says nothing about streams.
        this.deaf = 0;
        this.update({ database: end.kind === 'refused' ? end.trouble : this.state().database });
        this.retry();
      },
    });
  }

  private open(holdSeconds: number, transport: Transport, listener: SourceListener): void {
    this.source?.close();
    this.source = this.ports.open(transport, this.followed.positions, holdSeconds, listener);
  }

  private heard(message: FeedMessage): void {
    // Not the whole state, which is worked out: this is asked for each event.
    if (this.ownState().status !== 'live') this.update({ status: 'live' });
    this.offline = false;
    switch (message.type) {
      case 'beat':
        this.spreadMs = Math.min(message.spreadMs ?? SPREAD_MS, LAST_RETRY_MS);
        this.retrying.reset(Math.max(this.spreadMs, FIRST_RETRY_MS));
        if (this.state().replica !== message.replica) this.update({ replica: message.replica });
        this.onMessage(message);
        return;
      case 'database':
        this.update({ database: message.trouble });
        return;
      case 'event':
        if (this.followed.advance(message.session, message.event.seq)) this.onMessage(message);
        return;
      case 'rest':
        this.followed.rest(message.session);
        this.onMessage(message);
        return;
      case 'refused':
        // Asked for again, it would be refused again.
        this.followed.drop(message.session);
        this.onMessage(message);
        if (this.followed.none) this.connect();
        return;
      case 'reached':
        this.onMessage(message);
        return;
      default:
        message satisfies never;
    }
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
    this.release();
    this.lost();
    this.retrying.schedule(() => this.connect());
  }

  private lost(): void {
    this.update({ status: this.offline ? 'offline' : 'reconnecting' });
  }

  private hear(news: NetworkNews): void {
    if (news !== 'visible') this.offline = news === 'offline';
    switch (news) {
      case 'offline':
        // If the connection lives all the same, its next sign of life says so.
        if (!this.followed.none) this.lost();
        return;
      case 'online':
        this.scout.forget();
        this.cuts = new CutDetector();
        this.update({ cutAfterMs: null });
        this.retrying.reset();
        this.connect();
        return;
      case 'visible':
        // Timers of a page that nobody looked at were late, and nobody wants to wait for them now.
        if (this.state().status !== 'live') this.connect();
        return;
      default:
        news satisfies never;
    }
  }

  private watch(ms: number, then: () => void): void {
    this.watchdog?.cancel();
    this.watchdog = this.ports.schedule(ms, then);
  }

  private update(change: Partial<Omit<ConnectionState, 'finding' | 'transport'>>): void {
    this.ownState.update((state) => ({ ...state, ...change }));
  }

  private release(): void {
    this.source?.close();
    this.source = undefined;
    this.watchdog?.cancel();
    this.retrying.cancel();
  }
}
