import { findingOf, transportFor } from './network-finding';

const sent = [0, 250, 500, 750];
const arriving = (...at: number[]) => at.map((each, n) => ({ sentMs: sent[n]!, at: each }));

describe('findingOf', () => {
  it.each([
    ['streams', 'text/event-stream', [10, 262, 508, 760]],
    ['streams', 'Text/Event-Stream; charset=utf-8', [900, 1_100, 1_400, 1_640]],
    ['untyped', 'application/octet-stream', [10, 262, 508, 760]],
    ['untyped', null, [10, 262, 508, 760]],
    ['buffers', 'text/event-stream', [770, 770, 771, 771]],
    ['buffers', 'text/plain', [500, 500, 760, 760]],
  ])('says %s for a %s that comes at %p', (finding, contentType, at) => {
    expect(findingOf(contentType, arriving(...at), 4)).toBe(finding);
  });

  it('says nothing of a probe that did not come whole', () => {
    expect(findingOf('text/event-stream', arriving(0, 250), 4)).toBeNull();
    expect(findingOf('text/html', [], 4)).toBeNull();
  });
});

describe('transportFor', () => {
  it('never takes an EventSource where headers must go along', () => {
    expect(transportFor('streams', true)).toBe('fetch');
    expect(transportFor(null, true)).toBe('fetch');
    expect(transportFor('buffers', true)).toBe('long-poll');
  });
});
