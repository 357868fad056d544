import type { Position } from './connection-ports';

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

  drop(session: string): void {
    this.all.delete(session);
  }

  /** @returns false for an event that came before, or that nobody asked for */
  advance(session: string, seq: number): boolean {
    const position = this.all.get(session);
    if (!position || seq <= position.seq) return false;
    position.seq = seq;
    position.resting = false;
    return true;
  }

  rest(session: string): void {
    const position = this.all.get(session);
    if (position) position.resting = true;
  }
}
