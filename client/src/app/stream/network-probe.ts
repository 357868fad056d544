import { createParser } from 'eventsource-parser';
import { findingOf, type NetworkFinding, type ProbeArrival } from './network-finding';

/** How many events a probe sends, and how far apart, ms. */
export const PROBE = { events: 4, interval: 250 };

/** A probe that has not come by then tells nothing, ms. */
const PATIENCE_MS = 15_000;

/**
 * Asks the server for a few events at known times, and sees how they come. What comes all at once is asked for twice: a
 * page that was busy for a moment takes them at once too.
 */
export async function probeNetwork(
  url: string,
  headers: Record<string, string>,
): Promise<NetworkFinding | null> {
  const finding = await probeOnce(url, headers);
  return finding === 'buffers' ? probeOnce(url, headers) : finding;
}

async function probeOnce(url: string, headers: Record<string, string>): Promise<NetworkFinding | null> {
  const arrivals: ProbeArrival[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event !== 'probe') return;
      const { sent_ms } = JSON.parse(data) as { sent_ms: number };
      arrivals.push({ sentMs: sent_ms, at: performance.now() });
    },
  });
  try {
    const response = await fetch(url, {
      headers: { ...headers, accept: 'text/event-stream' },
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok || !response.body) return null;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parser.feed(value);
    }
    return findingOf(response.headers.get('content-type'), arrivals, PROBE.events);
  } catch {
    // The server is away, or something answered in its place: that is seen, and told, by the streams themselves.
    return null;
  }
}
