import { jest } from '@jest/globals';
import { FrameInbox } from './frame-inbox';

function setup() {
  jest.useFakeTimers();
  const waiting = new Set<() => void>();
  const beat = {
    request: (listener: () => void) => void waiting.add(listener),
    cancel: (listener: () => void) => void waiting.delete(listener),
    still: false,
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

  it('waits while there are beats, and for little longer when they end', () => {
    const { waiting, taken, inbox } = setup();
    for (const item of [1, 2, 3]) {
      inbox.add(item);
      jest.advanceTimersByTime(90);
      [...waiting][0]!();
      waiting.clear();
    }
    inbox.add(4);
    jest.advanceTimersByTime(200);
    expect(taken).toEqual([1, 2, 3, 4]);
  });

  it('hands on as it comes what comes to a page that nobody looks at', () => {
    const { beat, waiting, taken, inbox } = setup();
    inbox.add(1);
    beat.still = true;
    inbox.add(2);
    expect(taken).toEqual([]);
    jest.advanceTimersByTime(100);
    inbox.add(3);
    expect([taken, waiting.size]).toEqual([[1, 2, 3], 0]);
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
