import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { DisplayPause } from './display-pause';
import { TypewriterClock } from './typewriter-clock';

/** A page whose frames, visibility and wish for motion the test decides. */
function setup() {
  const frames = new Map<number, FrameRequestCallback>();
  let requests = 0;
  jest.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => {
    frames.set(++requests, callback);
    return requests;
  });
  jest.spyOn(window, 'cancelAnimationFrame').mockImplementation((id) => void frames.delete(id));
  const motion = Object.assign(new EventTarget(), { matches: false });
  Object.defineProperty(window, 'matchMedia', { configurable: true, value: () => motion });
  const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  const clock = TestBed.inject(TypewriterClock);
  const pause = TestBed.inject(DisplayPause);
  const calls: boolean[] = [];
  clock.add(() => void calls.push(clock.instant));
  TestBed.tick();
  calls.length = 0;
  return {
    calls,
    clock,
    frames,
    pause,
    paint(time: number): void {
      const [id, callback] = [...frames].at(0)!;
      frames.delete(id);
      callback(time);
    },
    hide(): void {
      hidden.mockReturnValue(true);
      document.dispatchEvent(new Event('visibilitychange'));
    },
    reduceMotion(): void {
      motion.matches = true;
      motion.dispatchEvent(new Event('change'));
    },
  };
}

describe('TypewriterClock', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    Reflect.deleteProperty(window, 'matchMedia');
  });

  it('beats once a frame, and not faster than a reader reads', () => {
    const { calls, paint } = setup();
    for (const time of [1_000, 1_007, 1_014, 1_021, 1_028, 1_035]) paint(time);

    expect(calls).toEqual([false, false]);
  });

  it('counts no frames where nobody types', () => {
    const { clock, frames, paint } = setup();
    const listener = jest.fn();
    clock.add(listener);
    clock.remove(listener);
    expect(frames.size).toBe(1);
    paint(1_000);
    expect(listener).not.toHaveBeenCalled();
  });

  it('has everything shown when the reader looks away', () => {
    const { calls, hide } = setup();
    hide();
    expect(calls).toEqual([true]);
  });

  it('has everything shown when the reader asks for less motion, also in the middle of a text', () => {
    const { calls, reduceMotion } = setup();
    reduceMotion();
    expect(calls).toEqual([true]);
  });

  it('stands still with the display, and catches up with it at once', () => {
    const { calls, clock, frames, pause } = setup();
    pause.begin();
    TestBed.tick();
    expect(frames.size).toBe(0);
    expect(clock.instant).toBe(false);
    calls.length = 0;

    pause.end();
    TestBed.tick();
    expect(calls).toEqual([true]);
    expect(clock.instant).toBe(false);
    expect(frames.size).toBe(1);
  });
});
