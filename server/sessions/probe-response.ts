import type { ServerResponse } from 'node:http';
import { asideFrame } from './sse-frame.js';
import { SSE_HEADERS } from './sse-response.js';

/** What a probe sends. */
export interface ProbeOptions {
  events: number;
  /** Between two events, ms. */
  interval: number;
}

/**
 * Sends a few events at known times, with the headers of the real streams: whoever receives them all at once sits behind
 * something that holds streams back; whoever receives them under another content type cannot use an EventSource.
 */
export function sendProbe(response: ServerResponse, { events, interval }: ProbeOptions): void {
  response.socket?.setNoDelay(true);
  response.useChunkedEncodingByDefault = false;
  response.writeHead(200, SSE_HEADERS);
  const began = performance.now();
  let sent = 0;
  const send = (): void => {
    sent += 1;
    const sentMs = Math.round(performance.now() - began);
    response.write(asideFrame('probe', sent, { n: sent, of: events, sent_ms: sentMs }));
    if (sent < events) return;
    clearInterval(timer);
    response.end();
  };
  const timer = setInterval(send, interval);
  response.on('close', () => clearInterval(timer));
  send();
}
