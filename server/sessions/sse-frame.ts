import type { StoredEvent } from '../events/stored-event.js';

const frames = new WeakMap<readonly StoredEvent[], Buffer>();

/**
 * Events as they travel (https://html.spec.whatwg.org/multipage/server-sent-events.html): `id` is the number, `data` the
 * JSON text of the log, which has no line breaks. Made once for all viewers who get the same array.
 */
export function frameOf(events: readonly StoredEvent[]): Buffer {
  let frame = frames.get(events);
  if (!frame) {
    let text = '';
    for (const { seq, data } of events) text += `id: ${seq}\ndata: ${data}\n\n`;
    frame = Buffer.from(text);
    frames.set(events, frame);
  }
  return frame;
}

const sessionFrames = new WeakMap<readonly StoredEvent[], Buffer>();

/**
 * The same for a connection that carries several sessions. `id` is the vector of all their cursors; made once for all who
 * follow this session alone, as their vectors are the same.
 *
 * @param others the vector before and after the place of this session
 */
export function sessionFrameOf(
  sessionId: string,
  events: readonly StoredEvent[],
  others: readonly [before: string, after: string],
): Buffer {
  const [before, after] = others;
  const alone = before === '' && after === '';
  let frame = alone ? sessionFrames.get(events) : undefined;
  if (!frame) {
    let text = '';
    for (const { seq, data } of events) {
      text += `id: ${before}${sessionId}:${seq}${after}\ndata: {"session_id":"${sessionId}","seq":${seq},"event":${data}}\n\n`;
    }
    frame = Buffer.from(text);
    if (alone) sessionFrames.set(events, frame);
  }
  return frame;
}

/**
 * A message that is no part of the log. Its id is the cursor: a browser without an id of its own there would resume from
 * the wrong place.
 */
export function asideFrame(type: string, cursor: number | string, data: object): string {
  return `event: ${type}\nid: ${cursor}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** What keeps a quiet connection alive, and is ignored by whoever reads. */
export const HEARTBEAT_FRAME = ': heartbeat\n\n';

/** When to come back after the connection has ended, ms. */
export function retryFrame(milliseconds: number): string {
  return `retry: ${milliseconds}\n\n`;
}
