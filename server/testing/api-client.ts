import { setTimeout as delay } from 'node:timers/promises';
import type { Event } from '@ag-ui/core';

/** Between two questions to a server that is out of order, ms. */
const PATIENCE_MS = 100;

/** One SSE message that is an event of the log. */
export interface SseEvent {
  seq: number;
  event: Event;
}

/** POSTs JSON; answers status and body. */
export async function post<T>(url: string, body: object = {}): Promise<{ status: number; body: T }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
}

/** GETs JSON; answers status and body. */
export async function get<T>(url: string): Promise<{ status: number; body: T }> {
  const response = await fetch(url);
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
}

/** How a stream is read. */
export interface FollowOptions {
  after?: number;
  enough?: (event: SseEvent) => boolean;
  /** Asks again when the server is out of order (503), as a page does. */
  patient?: boolean;
}

/**
 * Reads a stream from the cursor until the server closes it, or until `enough` says so; reconnects by cursor like an
 * EventSource, until 204.
 */
export async function follow(
  stream: string,
  { after = 0, enough, patient = false }: FollowOptions = {},
): Promise<SseEvent[]> {
  const events: SseEvent[] = [];
  for (;;) {
    const cursor = events.at(-1)?.seq ?? after;
    const response = await fetch(stream, { headers: { 'last-event-id': String(cursor) } });
    if (response.status === 204) return events;
    if (response.status === 503 && patient) {
      await delay(PATIENCE_MS);
      continue;
    }
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    for await (const event of parseEvents(response.body!)) {
      events.push(event);
      if (enough?.(event)) return events;
    }
  }
}

/** The events of the log in a stream's bytes; heartbeats are left out. */
export async function* parseEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<SseEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const id = /^id: (\d+)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (id && data && !/^event:/m.test(block)) yield { seq: Number(id), event: JSON.parse(data) as Event };
    }
  }
}
