import type { ConnectionState } from './connection-state';
import type { FeedMessage } from './feed-message';

/** What tabs of one browser tell each other. */
export type TabMessage =
  /** A tab leads from now on, and wants to know what is wanted. */
  | { type: 'leading' }
  /** What a tab follows, and from where; nothing, when it follows nothing any more. */
  | { type: 'wanted'; tab: string; sessions: readonly (readonly [session: string, seq: number])[] }
  /** What the leader's connection has brought, in order. */
  | { type: 'messages'; messages: readonly FeedMessage[] }
  /** How the leader is connected. */
  | { type: 'state'; state: ConnectionState };

/** The tabs of this browser that show the same portal: one of them leads, all of them talk. */
export interface TabGroup {
  /** This tab's name among them. */
  readonly id: string;
  /** To all others. */
  post(message: TabMessage): void;
  onMessage(listener: (message: TabMessage) => void): void;
  /**
   * Stands for election: one tab leads until it is gone or somebody deposes it.
   * @param depose takes the lead from a leader who is silent
   */
  stand(elected: () => void, deposed: () => void, depose: boolean): void;
  /** Calls back when that tab is gone. */
  whenGone(tab: string, then: () => void): void;
  close(): void;
}
