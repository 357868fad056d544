import { ScriptedConnectionPorts } from '../testing/scripted-connection-ports';
import { Connection } from './connection';
import { SILENCE_MS } from './silence-watch';
import type { NetworkFinding } from './network-finding';

const VIEWERS = 200;
/** What a server with so many viewers asks for, and the least for which an answer that broke off is asked for again, ms. */
const [SPREAD_MS, RETRY_MS] = [400, 1_000];

/** The same numbers in every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Two hundred pages that watch the same run on one server, each with a chance of its own. */
function watch(way: { memory?: NetworkFinding; ownHeaders?: boolean }): ScriptedConnectionPorts[] {
  return Array.from({ length: VIEWERS }, (_, n) => {
    const ports = new ScriptedConnectionPorts();
    Object.assign(ports, way);
    ports.chance = chance(n);
    new Connection(ports, () => undefined).follow(new Map([['s', 0]]));
    ports.pass(1_000);
    ports.last.say({ type: 'beat', spreadMs: SPREAD_MS, replica: 'web-1' });
    ports.last.event('s', 1, 2, 3);
    return ports;
  });
}

/** When each page asks for the first time after this moment, ms. */
function firstRequests(pages: readonly ScriptedConnectionPorts[], within: number): number[] {
  return pages.map((ports) => {
    const [began, before] = [ports.now(), ports.sources.length];
    while (ports.sources.length === before && ports.now() - began < within) ports.pass(1);
    expect(ports.sources.length).toBe(before + 1);
    return ports.now() - began;
  });
}

/** The largest part of them that falls into one tenth of the window, wherever that tenth begins. */
function densest(times: readonly number[], window: number): number {
  const tenth = window / 10;
  const counts = times.map((from) => times.filter((time) => time >= from && time < from + tenth).length);
  return Math.max(...counts) / times.length;
}

describe('two hundred pages that lose their server in one moment', () => {
  it.each([
    ['an EventSource', {}, SPREAD_MS],
    ['fetch', { ownHeaders: true }, SPREAD_MS],
    ['long-poll', { memory: 'buffers' as const }, RETRY_MS],
  ])('spread their next requests over the window, %s', (_, way, window) => {
    const pages = watch(way);
    for (const ports of pages) ports.last.end();
    const times = firstRequests(pages, window);

    expect(densest(times, window)).toBeLessThan(0.2);
    // Nor do they meet again when they open their streams.
    for (const ports of pages) {
      ports.last.say({ type: 'beat', spreadMs: SPREAD_MS, replica: 'web-2' });
      ports.last.end('over');
    }
    const onWay = pages.filter(({ last }) => last.transport === 'long-poll' && last.holdSeconds === 0);
    const second = firstRequests(onWay, RETRY_MS).map((time, n) => time + times[n]!);
    if (onWay.length > 0) expect(densest(second, window + RETRY_MS)).toBeLessThan(0.2);
  });

  it('spread them also when it says nothing any more', () => {
    const pages = watch({});
    for (const ports of pages) ports.pass(SILENCE_MS);
    expect(densest(firstRequests(pages, SPREAD_MS), SPREAD_MS)).toBeLessThan(0.2);
  });
});
