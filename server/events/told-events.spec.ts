import type { StoredEvent } from './stored-event.js';
import { decodeTold, encodeHead, encodeTold } from './told-events.js';

const at = new Date('2026-01-02T03:04:05.678Z');
const event = (seq: number, text: string): StoredEvent => ({ seq, at, data: JSON.stringify({ text }) });

describe('what replicas tell each other', () => {
  it('arrives as it was told, in as few payloads as the limit allows', () => {
    const events = Array.from({ length: 400 }, (_, n) => event(n + 7, `沈知微 ${n} \n\u0000\ud800`));
    const payloads = encodeTold('me', 's', events);
    const bytes = payloads.map((payload) => Buffer.byteLength(payload));
    expect(Math.max(...bytes)).toBeLessThan(8_000);
    expect(payloads.length).toBe(Math.ceil(bytes.reduce((a, b) => a + b) / 7_900));
    const told = payloads.map((payload) => decodeTold(payload)!);
    expect(told.flatMap(({ events }) => events)).toEqual(events);
    expect(told.map(({ head, events }) => [head, events.length > 0])).toEqual(
      told.map(({ events }) => [events.at(-1)!.seq, true]),
    );
  });

  it('names an event by its number alone when it is too big, and keeps the ones around it', () => {
    const payloads = encodeTold('me', 's', [event(1, 'a'), event(2, '角'.repeat(4_000)), event(3, 'b')]);
    const told = payloads.map((payload) => decodeTold(payload)!);
    expect(told.map(({ head, events }) => [head, events.length])).toEqual([
      [1, 1],
      [2, 0],
      [3, 1],
    ]);
  });

  it('can be a head alone', () => {
    expect(decodeTold(encodeHead('me', 's', 9))).toEqual({
      origin: 'me',
      sessionId: 's',
      head: 9,
      events: [],
    });
  });

  it.each(['', 'hello', 'a\nb', 'a\nb\nc'])('ignores what is not its own: %j', (payload) => {
    expect(decodeTold(payload)).toBeUndefined();
  });
});
