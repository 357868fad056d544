import { createParser } from 'eventsource-parser';
import type { SourceEnd, StreamSource } from './connection-ports';
import { troubleOfCode } from './database-trouble';

const TYPES = ['message', 'heartbeat', 'database', 'rest', 'refused'];

/** An event as it came. */
export interface RawEvent {
  readonly type: string;
  readonly data: string;
}

/** Who takes what a stream brings. What was read before the stream was closed may come after; whoever closes it lets that go. */
export interface RawListener {
  onEvent(event: RawEvent): void;
  onEnd(end: SourceEnd): void;
}

/** Reads a stream with the browser's own EventSource. When to come back after a cut is the reader's decision. */
export function openEventSource(url: string, listener: RawListener): StreamSource {
  const source = new EventSource(url);
  for (const type of TYPES) {
    source.addEventListener(type, ({ data }: MessageEvent<string>) => listener.onEvent({ type, data }));
  }
  source.onerror = () => {
    source.close();
    listener.onEnd({ kind: 'broken' });
  };
  return {
    close: () => {
      source.onerror = null;
      source.close();
    },
  };
}

/**
 * Reads the same with `fetch`: where the stream does not come as what it is, where headers of ours must go along, and
 * for short answers.
 */
export function openFetch(url: string, headers: Record<string, string>, listener: RawListener): StreamSource {
  const leaving = new AbortController();
  void read(url, headers, listener, leaving.signal);
  return { close: () => leaving.abort() };
}

async function read(
  url: string,
  headers: Record<string, string>,
  listener: RawListener,
  signal: AbortSignal,
): Promise<void> {
  const parser = createParser({
    onEvent: ({ event, data }) => listener.onEvent({ type: event ?? 'message', data }),
  });
  try {
    const accept = 'text/event-stream';
    const response = await fetch(url, { headers: { ...headers, accept }, cache: 'no-store', signal });
    if (!response.ok || !response.body) {
      const trouble = troubleOfCode(await codeOf(response));
      if (!signal.aborted) listener.onEnd({ kind: 'refused', trouble });
      return;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) break;
      parser.feed(value);
    }
    listener.onEnd({ kind: 'over' });
  } catch {
    // Whatever it was, the page can only try again; its own leaving is no news.
    if (!signal.aborted) listener.onEnd({ kind: 'broken' });
  }
}

async function codeOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { code?: unknown };
    return typeof problem.code === 'string' ? problem.code : '';
  } catch {
    return '';
  }
}
