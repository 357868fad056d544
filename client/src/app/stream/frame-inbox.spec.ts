import { jest } from '@jest/globals';
import { FrameInbox } from './frame-inbox';

function setup() {
  jest.useFakeTimers();
  const frames: FrameRequestCallback[] = [];
  jest.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => frames.push(callback));
  const taken: number[] = [];
  const inbox = new FrameInbox<number>((item) => taken.push(item));
  return { frames, taken, inbox };
}

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('FrameInbox', () => {
  it('hands on in one frame what came before it, in order', () => {
    const { frames, taken, inbox } = setup();
    [1, 2, 3].forEach((item) => inbox.add(item));
    expect([frames.length, taken]).toEqual([1, []]);
    frames[0]!(0);
    expect(taken).toEqual([1, 2, 3]);
    inbox.add(4);
    frames[1]!(16);
    expect(taken).toEqual([1, 2, 3]);
    frames[2]!(33);
    expect(taken).toEqual([1, 2, 3, 4]);
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

  it('forgets what was for another session', () => {
    const { taken, inbox } = setup();
    inbox.add(1);
    inbox.clear();
    jest.advanceTimersByTime(1_000);
    expect(taken).toEqual([]);
  });
});
