import type { StoredEvent } from './stored-event.js';

/** Longest NOTIFY payload of ours, bytes; PostgreSQL refuses 8,000. */
const MAX_PAYLOAD = 7_900;

/** What one replica tells the others of a session: events that are committed, or only how far they reach. */
export interface Told {
  /** The process that tells; it does not listen to itself. */
  origin: string;
  sessionId: string;
  /** The last number. */
  head: number;
  events: StoredEvent[];
}

/**
 * The payloads for a run of consecutive events: lines `origin`, `session`, `first number`, `time`, then one event a
 * line (JSON has no raw line breaks). An event too big for a payload is told by its number alone.
 */
export function encodeTold(origin: string, sessionId: string, events: readonly StoredEvent[]): string[] {
  const payloads: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  const flush = (): void => {
    if (lines.length > 0) payloads.push(lines.join('\n'));
    lines = [];
  };
  for (const { seq, at, data } of events) {
    const size = Buffer.byteLength(data) + 1;
    const header = `${origin}\n${sessionId}\n${seq}`;
    const opened = `${header}\n${at.getTime()}`;
    if (size + Buffer.byteLength(opened) > MAX_PAYLOAD) {
      flush();
      payloads.push(header);
      continue;
    }
    if (lines.length === 0 || bytes + size > MAX_PAYLOAD) {
      flush();
      lines.push(opened);
      bytes = Buffer.byteLength(opened);
    }
    lines.push(data);
    bytes += size;
  }
  flush();
  return payloads;
}

/** The payload that says no more than how far a session reaches. */
export function encodeHead(origin: string, sessionId: string, head: number): string {
  return `${origin}\n${sessionId}\n${head}`;
}

/** @returns undefined for what is no payload of ours */
export function decodeTold(payload: string): Told | undefined {
  const [origin, sessionId, first, at, ...lines] = payload.split('\n');
  const seq = Number(first);
  if (!origin || !sessionId || !Number.isSafeInteger(seq)) return undefined;
  const time = new Date(Number(at));
  const events = lines.map((data, index) => ({ seq: seq + index, at: time, data }));
  return { origin, sessionId, head: events.at(-1)?.seq ?? seq, events };
}
