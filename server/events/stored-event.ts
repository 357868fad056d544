/** One event of a session's log, as every viewer gets it. */
export interface StoredEvent {
  /** 1, 2, 3 … without a gap, unique in the session. */
  readonly seq: number;
  /** When it was committed, by the database's clock. */
  readonly at: Date;
  /** The AG-UI event as JSON text: serialised once, sent as it is. Its first key is `type`. */
  readonly data: string;
}

const ENDING = /^\{"type":"RUN_(?:FINISHED|ERROR)"/;

/** Whether the event ends a run; read off the text, which is never parsed on its way to a viewer. */
export function isEnding(event: StoredEvent): boolean {
  return ENDING.test(event.data);
}
