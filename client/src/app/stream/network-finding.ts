/**
 * What is between this page and the server: streams pass; they pass, but not as what they are (`untyped`: an EventSource
 * refuses them); they are held back (`buffers`); or they stay silent although the probe passed (`silent`).
 */
export type NetworkFinding = 'streams' | 'untyped' | 'buffers' | 'silent';

export type Transport = 'event-source' | 'fetch' | 'long-poll';

/** One event of a probe: when the server sent it, after its first, and when it came, ms. */
export interface ProbeArrival {
  sentMs: number;
  at: number;
}

/** The way to go where that was found; null before anything was. */
export function transportFor(finding: NetworkFinding | null, ownHeaders: boolean): Transport {
  switch (finding) {
    case 'buffers':
    case 'silent':
      return 'long-poll';
    case 'untyped':
      return 'fetch';
    case 'streams':
    case null:
      // An EventSource cannot send a header of ours.
      return ownHeaders ? 'fetch' : 'event-source';
    default:
      return finding satisfies never;
  }
}

/**
 * What a probe tells; null when it does not tell anything, because it did not come whole.
 * Held back is what was sent over a time and came in less than half of it.
 */
export function findingOf(
  contentType: string | null,
  arrivals: readonly ProbeArrival[],
  expected: number,
): NetworkFinding | null {
  const first = arrivals[0];
  const last = arrivals.at(-1);
  if (!first || !last || arrivals.length < expected) return null;
  if (last.at - first.at < (last.sentMs - first.sentMs) / 2) return 'buffers';
  return contentType?.toLowerCase().startsWith('text/event-stream') ? 'streams' : 'untyped';
}
