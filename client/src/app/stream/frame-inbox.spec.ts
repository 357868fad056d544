import { jest } from '@jest/globals';
import { FrameInbox } from './frame-inbox';

function setup() {
  jest.useFakeTimers();
  const waiting = new Set<() => void>();
  const beat = {
    request: (listener: () => void) => void waiting.add(listener),
    cancel: (listener: () => void) => void waiting.delete(listener),
  };
  const taken: number[] = [];
  const inbox = new FrameInbox<number>(beat, (item) => taken.push(item));
  return { beat, waiting, taken, inbox };
}

afterEach(() => {
  jest.useRealTimers();
});

describe('FrameInbox', () => {
  it('hands on in one beat what came before it, in order', () => {
    const { waiting, taken, inbox } = setup();
    [1, 2, 3].forEach((item) => inbox.add(item));
    expect([waiting.size, taken]).toEqual([1, []]);
    [...waiting][0]!();
    expect(taken).toEqual([1, 2, 3]);
    expect(waiting.size).toBe(0);
    inbox.add(4);
    expect([waiting.size, taken]).toEqual([1, [1, 2, 3]]);
  });

  it('does not wait for a frame that nobody paints, and hands nothing on twice', () => {
    const { taken, inbox } = setup();
    inbox.add(1);
    jest.advanceTimersByTime(100);
    expect(taken).toEqual([1]);
    jest.advanceTimersByTime(1_000);
    inbox.flush();
    expect(taken).toEqual([1]);
  });

  it('forgets the rest when one of them says so', () => {
    const { beat, waiting } = setup();
    const taken: number[] = [];
    const inbox = new FrameInbox<number>(beat, (item) => {
      taken.push(item);
      if (item === 2) inbox.clear();
    });
    [1, 2, 3].forEach((item) => inbox.add(item));
    [...waiting][0]!();
    expect(taken).toEqual([1, 2]);
  });

  it('forgets what was for another session', () => {
    const { waiting, taken, inbox } = setup();
    inbox.add(1);
    inbox.clear();
    expect(waiting.size).toBe(0);
    jest.advanceTimersByTime(1_000);
    expect(taken).toEqual([]);
  });
});
