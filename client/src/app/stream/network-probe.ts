import { createParser } from 'eventsource-parser';
import { findingOf, type NetworkFinding, type ProbeArrival } from './network-finding';

/** How many events a probe sends, and how far apart, ms. */
export const PROBE = { events: 4, interval: 250 };

/** A probe that has not come by then tells nothing, ms. */
const PATIENCE_MS = 15_000;

/** Probes of a page that is busy all the time. */
const MAX_ATTEMPTS = 4;
const NOTHING = { finding: null, busy: false } as const;

/** How often the page looks whether it is busy itself, ms. */
const PULSE_MS = 50;

/**
 * Asks the server for a few events at known times, and sees how they come. What comes all at once is asked for twice, and
 * tells nothing when the page was busy meanwhile: then it has taken at once what came apart.
 * @param signal calls it off
 */
export async function probeNetwork(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<NetworkFinding | null> {
  let together = 0;
  for (let attempt = 0; attempt < MAX_ATTEMPTS && !signal.aborted; attempt++) {
    const { finding, busy } = await probeOnce(url, headers, signal);
    if (finding !== 'buffers') return finding;
    if (!busy) together += 1;
    if (together === 2) return finding;
  }
  return null;
}

async function probeOnce(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<{ finding: NetworkFinding | null; busy: boolean }> {
  const arrivals: ProbeArrival[] = [];
  const pulse = new Pulse();
  const over = new AbortController();
  const end = () => over.abort();
  const patience = setTimeout(end, PATIENCE_MS);
  signal.addEventListener('abort', end, { signal: over.signal });
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
      signal: over.signal,
    });
    if (!response.ok || !response.body) return NOTHING;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      parser.feed(value);
    }
    const finding = findingOf(response.headers.get('content-type'), arrivals, PROBE.events);
    return { finding, busy: pulse.longestPause > PROBE.interval };
  } catch {
    // The server is away, or something answered in its place: that is seen, and told, by the streams themselves.
    return NOTHING;
  } finally {
    clearTimeout(patience);
    end();
    pulse.stop();
  }
}

/** Notices when the page could not do anything for a while. */
class Pulse {
  private last = performance.now();
  private readonly timer = setInterval(() => this.beat(), PULSE_MS);
  private longest = 0;

  /** ms. */
  get longestPause(): number {
    this.beat();
    return this.longest;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    const now = performance.now();
    this.longest = Math.max(this.longest, now - this.last);
    this.last = now;
  }
}
