import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { FrameBeat } from '../shared/frame-beat';
import { DisplayPause } from './display-pause';
import { TypewriterClock } from './typewriter-clock';

/** A page whose beats, visibility and wish for motion the test decides. */
function setup() {
  const waiting = new Set<() => void>();
  const beat = {
    request: (listener: () => void) => void waiting.add(listener),
    cancel: (listener: () => void) => void waiting.delete(listener),
    halved: false,
  };
  TestBed.configureTestingModule({ providers: [{ provide: FrameBeat, useValue: beat }] });
  const motion = Object.assign(new EventTarget(), { matches: false });
  Object.defineProperty(window, 'matchMedia', { configurable: true, value: () => motion });
  const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  const clock = TestBed.inject(TypewriterClock);
  const pause = TestBed.inject(DisplayPause);
  const calls: boolean[] = [];
  clock.add((_now, instant) => {
    calls.push(instant);
    return false;
  });
  TestBed.tick();
  calls.length = 0;
  return {
    beat,
    calls,
    clock,
    pause,
    waiting,
    tick(): void {
      const listeners = [...waiting];
      waiting.clear();
      listeners.forEach((listener) => listener());
    },
    hide(): void {
      hidden.mockReturnValue(true);
      document.dispatchEvent(new Event('visibilitychange'));
    },
    show(): void {
      hidden.mockReturnValue(false);
      document.dispatchEvent(new Event('visibilitychange'));
    },
    reduceMotion(reduced = true): void {
      motion.matches = reduced;
      motion.dispatchEvent(new Event('change'));
    },
  };
}

describe('TypewriterClock', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    Reflect.deleteProperty(window, 'matchMedia');
  });

  it('calls each beat of the page', () => {
    const { calls, tick } = setup();
    tick();
    tick();

    expect(calls).toEqual([false, false]);
  });

  it('asks for no beats where nobody types', () => {
    const { clock, waiting, tick } = setup();
    const listener = jest.fn(() => false);
    clock.add(listener);
    clock.remove(listener);
    expect(waiting.size).toBe(1);
    tick();
    expect(listener).not.toHaveBeenCalled();
  });

  it('asks for fewer beats while more texts hurry than anybody reads', () => {
    const { beat, clock, tick } = setup();
    const hurried = [1, 2, 3].map(() => () => true);
    hurried.slice(0, 2).forEach((listener) => clock.add(listener));
    tick();
    expect(beat.halved).toBe(false);
    clock.add(hurried[2]!);
    tick();
    expect(beat.halved).toBe(true);
    clock.remove(hurried[0]!);
    tick();
    expect(beat.halved).toBe(false);
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
    const { calls, clock, hide, pause, reduceMotion, show, waiting } = setup();
    pause.begin();
    TestBed.tick();
    expect(waiting.size).toBe(0);
    expect(clock.instant).toBe(false);
    calls.length = 0;
    hide();
    reduceMotion();
    expect(calls).toEqual([]);
    show();
    reduceMotion(false);

    pause.end();
    TestBed.tick();
    expect(calls).toEqual([true]);
    expect(clock.instant).toBe(false);
    expect(waiting.size).toBe(1);
  });
});
