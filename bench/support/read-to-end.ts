import { Viewer } from './viewer.js';

const ID = /^id: (\d+)$/gm;
/** Longest line `id: …` with its neighbours, bytes. */
const TAIL = 64;

/**
 * Reads a stream as an EventSource does, coming back with its cursor at once, until the event `last`.
 * @returns ms to the first event and to the last one
 */
export async function readToEnd(url: string, last: number): Promise<{ first: number; all: number }> {
  const began = performance.now();
  let first = 0;
  let cursor = 0;
  for (;;) {
    let rest = '';
    const headers = { 'last-event-id': String(cursor) };
    const viewer = await Viewer.open({ url, headers }, (chunk) => {
      const text = rest + chunk.toString('latin1');
      for (const [, id] of text.matchAll(ID)) cursor = Number(id);
      if (cursor > 0) first ||= performance.now() - began;
      // A line that is whole is not read twice: its number is no smaller.
      rest = text.slice(-TAIL);
    });
    await viewer.ended;
    if (cursor >= last) return { first, all: performance.now() - began };
  }
}
