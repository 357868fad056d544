import { ENDED_STATUSES, type RunStatus } from '../api/run-state';

/** What the element tells its page, by the type of the event. */
export interface SessionEventDetails {
  /** The run stands differently; also said of the run that is found when a session is opened. */
  'zzzero-status': { session_id: string; run_id: string; status: RunStatus };
  /** So many of the items are written. */
  'zzzero-progress': { done: number; total: number };
  /** An item's text was accepted while the element was there. */
  'zzzero-item': { step: string; title: string; text: string };
  /** A run has ended while the element was there. */
  'zzzero-end': { status: RunStatus };
  /** The session cannot be shown, a command was refused, or a run has failed. */
  'zzzero-error': { code: string; message: string };
}

/** One of them. */
export type SessionEvent = {
  [Type in keyof SessionEventDetails]: { type: Type; detail: SessionEventDetails[Type] };
}[keyof SessionEventDetails];

/** An item as the page may know it. */
export interface PicturedItem {
  step: string;
  attempt: number;
  done: boolean;
  title: string;
  /** Read only when it is told. */
  text: () => string;
}

/** A session at one moment. */
export interface SessionPicture {
  sessionId: string | null;
  run: { id: string; status: RunStatus } | undefined;
  items: readonly PicturedItem[];
  problem: { code: string; message: string } | null;
}

/** Looks at a session again and again, and says what has happened in between. */
export class SessionEvents {
  private before: SessionPicture = { sessionId: null, run: undefined, items: [], problem: null };
  /** Attempts that were accepted when this was looked at last; null before a session's first look. */
  private accepted: ReadonlySet<string> | null = null;
  private told = '';

  look(now: SessionPicture): SessionEvent[] {
    if (now.sessionId !== this.before.sessionId) this.forget(now.sessionId);
    const events = [
      ...this.acceptedItems(now),
      ...this.progress(now),
      ...this.status(now),
      ...this.problem(now),
    ];
    this.before = now;
    return events;
  }

  private forget(sessionId: string | null): void {
    this.before = { sessionId, run: undefined, items: [], problem: null };
    this.accepted = null;
    this.told = '';
  }

  private acceptedItems({ run, items }: SessionPicture): SessionEvent[] {
    if (!run) return [];
    const done = items.filter((item) => item.done);
    const known = this.accepted;
    this.accepted = new Set(done.map(nameOf));
    if (!known) return [];
    return done
      .filter((item) => !known.has(nameOf(item)))
      .map(({ step, title, text }) => ({ type: 'zzzero-item', detail: { step, title, text: text() } }));
  }

  private progress({ items }: SessionPicture): SessionEvent[] {
    const done = items.filter((item) => item.done).length;
    const words = `${done}/${items.length}`;
    if (items.length === 0 || words === this.told) return [];
    this.told = words;
    return [{ type: 'zzzero-progress', detail: { done, total: items.length } }];
  }

  private status({ sessionId, run }: SessionPicture): SessionEvent[] {
    const before = this.before.run;
    if (!run || sessionId === null || (run.id === before?.id && run.status === before.status)) return [];
    const { id, status } = run;
    const events: SessionEvent[] = [
      { type: 'zzzero-status', detail: { session_id: sessionId, run_id: id, status } },
    ];
    if (before && ENDED_STATUSES.includes(status)) events.push({ type: 'zzzero-end', detail: { status } });
    return events;
  }

  private problem({ problem }: SessionPicture): SessionEvent[] {
    const before = this.before.problem;
    if (!problem || (problem.code === before?.code && problem.message === before.message)) return [];
    return [{ type: 'zzzero-error', detail: { code: problem.code, message: problem.message } }];
  }
}

function nameOf({ step, attempt }: PicturedItem): string {
  return `${step}.${attempt}`;
}
