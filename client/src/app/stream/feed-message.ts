import { type DatabaseTrouble, toDatabaseTrouble } from './database-trouble';

/** An event of a session's log, with its number. */
export interface SequencedEvent {
  seq: number;
  event: unknown;
}

/** What the server's streams say (`GET /api/sse/streams`), and what tabs pass on to each other. */
export type FeedMessage =
  | { type: 'event'; session: string; event: SequencedEvent }
  /** Nothing more will come by itself after this number. */
  | { type: 'rest'; session: string; seq: number }
  /** The session has come as far as this number, told without the events. */
  | { type: 'reached'; session: string; seq: number }
  /** The session cannot be followed. */
  | { type: 'refused'; session: string; code: string }
  /** The server's database is in trouble, or well again: null. */
  | { type: 'database'; trouble: DatabaseTrouble | null }
  /** A sign of life of a server; whoever is cut off from it comes back at some moment within `spreadMs`. */
  | { type: 'beat'; spreadMs: number | null; replica: string | null };

/** The message behind an SSE event; null for what a newer server may say and this page does not know. */
export function toFeedMessage(type: string, data: string): FeedMessage | null {
  const body = parsed(data);
  const session = body['session_id'];
  switch (type) {
    case 'heartbeat':
      return { type: 'beat', spreadMs: numberOf(body['spread_ms']), replica: textOf(body['replica']) };
    case 'database':
      return { type: 'database', trouble: toDatabaseTrouble(body['status']) };
  }
  if (typeof session !== 'string') return null;
  const seq = Number(body['seq']);
  switch (type) {
    case 'message':
      return { type: 'event', session, event: { seq, event: body['event'] } };
    case 'rest':
      return { type: 'rest', session, seq };
    case 'refused':
      return { type: 'refused', session, code: String(body['code']) };
    default:
      return null;
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Something on the way may have cut a message short or written one of its own. */
function parsed(data: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
