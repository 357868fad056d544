import type { Position } from './connection-ports';
import type { FeedMessage } from './feed-message';

/** One connection to the server carries as many. */
const MAX_SESSIONS = 32;

/** The sessions that a connection follows, and how far it has brought each of them. */
export class FollowedSessions {
  private readonly all = new Map<string, Position>();

  get none(): boolean {
    return this.all.size === 0;
  }

  /** What to ask the server for. */
  get positions(): ReadonlyMap<string, Readonly<Position>> {
    return this.all;
  }

  /**
   * From now on these and no others; one that is followed already stays where it is.
   * @returns whether anything changes with it, and for which of them there is no room
   */
  replace(cursors: ReadonlyMap<string, number>): { changed: boolean; refused: readonly string[] } {
    const gone = [...this.all.keys()].filter((session) => !cursors.has(session));
    for (const session of gone) this.all.delete(session);
    const room = MAX_SESSIONS - this.all.size;
    const asked = [...cursors].filter(([session]) => !this.all.has(session));
    const come = asked.slice(0, room);
    for (const [session, seq] of come) this.all.set(session, { seq, resting: false });
    const refused = asked.slice(room).map(([session]) => session);
    return { changed: gone.length > 0 || come.length > 0, refused };
  }

  /**
   * Notes what the connection has brought.
   * @returns whether it is to be handed on: not what came before, or nobody asked for, or is the connection's own affair
   */
  hear(message: FeedMessage): boolean {
    switch (message.type) {
      case 'event':
        return this.advance(message.session, message.event.seq);
      case 'rest':
        this.rest(message.session);
        return true;
      case 'refused':
        // Asked for again, it would be refused again.
        this.all.delete(message.session);
        return true;
      case 'beat':
      case 'reached':
        return true;
      case 'database':
        return false;
      default:
        return message satisfies never;
    }
  }

  private advance(session: string, seq: number): boolean {
    const position = this.all.get(session);
    if (!position || seq <= position.seq) return false;
    position.seq = seq;
    position.resting = false;
    return true;
  }

  private rest(session: string): void {
    const position = this.all.get(session);
    if (position) position.resting = true;
  }
}
