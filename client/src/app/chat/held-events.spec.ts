import { HeldEvents } from './held-events';
import { SessionState } from './session-state';
import type { StreamEvent } from './stream-event';

const words = (messageId: string, delta: string): StreamEvent => ({
  type: 'TEXT_MESSAGE_CONTENT',
  messageId,
  delta,
});
/** Two texts that are written side by side, one of which ends. */
const EVENTS: readonly StreamEvent[] = [
  { type: 'TEXT_MESSAGE_START', messageId: 'a.1', metadata: { step: 'a', attempt: 1 } },
  words('a.1', '她'),
  { type: 'TEXT_MESSAGE_START', messageId: 'b.1', metadata: { step: 'b', attempt: 1 } },
  words('b.1', '海'),
  words('a.1', '笑了'),
  words('b.1', '边'),
  { type: 'TEXT_MESSAGE_END', messageId: 'a.1' },
];

describe('HeldEvents', () => {
  it('adds up to the same state as if each event had been shown', () => {
    const seen = new SessionState();
    const held = new HeldEvents();
    for (const event of EVENTS) {
      seen.apply(event);
      held.add(event);
    }
    const shown = new SessionState();
    for (const event of held.take()) shown.apply(event);

    for (const step of ['a', 'b']) {
      expect(shown.latest(step)?.answer.text()).toBe(seen.latest(step)?.answer.text());
      expect(shown.latest(step)?.status()).toBe(seen.latest(step)?.status());
    }
  });

  it('is as big as the texts, however many tokens they came in', () => {
    const held = new HeldEvents();
    for (const event of EVENTS) held.add(event);
    for (let token = 0; token < 1_000; token++) held.add(words('b.1', '字'));

    expect(held.take()).toHaveLength(5);
  });

  it('counts what has arrived, and begins anew once it was taken', () => {
    const held = new HeldEvents();
    for (const event of EVENTS) held.add(event);
    expect([held.characters(), held.finished(), held.ended()]).toEqual([5, 1, false]);
    held.add({ type: 'RUN_FINISHED' });
    expect(held.ended()).toBe(true);
    held.take();

    expect([held.characters(), held.finished(), held.ended()]).toEqual([0, 0, false]);
    expect(held.take()).toEqual([]);
  });
});
