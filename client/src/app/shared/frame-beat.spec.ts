import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { FrameBeat } from './frame-beat';

/** A page whose clock and frames the test decides; frames come every 10 ms. */
function setup() {
  jest.useFakeTimers({ now: 0, doNotFake: ['requestAnimationFrame', 'cancelAnimationFrame'] });
  const frames = new Map<number, FrameRequestCallback>();
  let requests = 0;
  jest.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => {
    frames.set(++requests, callback);
    return requests;
  });
  jest.spyOn(window, 'cancelAnimationFrame').mockImplementation((id) => void frames.delete(id));
  const errors = { handleError: jest.fn() };
  TestBed.configureTestingModule({ providers: [{ provide: ErrorHandler, useValue: errors }] });
  const beat = TestBed.inject(FrameBeat);
  const times: number[] = [];
  const again = (): void => {
    times.push(performance.now());
    beat.request(again);
  };
  return {
    again,
    beat,
    errors,
    frames,
    times,
    asked: () => requests,
    pass(ms: number): void {
      for (let end = performance.now() + ms; performance.now() < end;) {
        jest.advanceTimersByTime(10);
        const painted = [...frames.values()];
        frames.clear();
        painted.forEach((callback) => callback(performance.now()));
      }
    },
  };
}

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('FrameBeat', () => {
  it('calls in the first frame of each beat of 33 ms, and asks for few frames between them', () => {
    const { again, asked, beat, pass, times } = setup();
    beat.request(again);
    pass(1_000);

    expect(times.length).toBeGreaterThan(25);
    expect(new Set(times.map((time) => Math.floor((time + 4) / 33))).size).toBe(times.length);
    expect(asked()).toBeLessThan(1.5 * times.length);
  });

  it('beats half as often while somebody asks for that', () => {
    const { again, beat, pass, times } = setup();
    beat.halved = true;
    beat.request(again);
    pass(1_000);
    expect(times.length).toBeGreaterThan(13);
    expect(times.length).toBeLessThan(17);

    beat.halved = false;
    pass(1_000);
    expect(times.length).toBeGreaterThan(13 + 25);
  });

  it('lets what comes be read before it shows, whoever asked first', () => {
    const { beat, pass } = setup();
    const calls: string[] = [];
    beat.request(() => calls.push('typewriter'));
    beat.request(() => calls.push('inbox'), 'read');
    pass(200);

    expect(calls).toEqual(['inbox', 'typewriter']);
  });

  it('calls all who wait together, each once', () => {
    const { beat, pass } = setup();
    const calls: string[] = [];
    beat.request(() => calls.push('one'));
    beat.request(() => calls.push('another'));
    pass(200);

    expect(calls).toEqual(['one', 'another']);
  });

  it('goes on with the others when one of them fails, and tells of it', () => {
    const { beat, errors, pass } = setup();
    const listener = jest.fn();
    beat.request(() => {
      throw new Error('broken');
    });
    beat.request(listener);
    pass(200);

    expect(listener).toHaveBeenCalledTimes(1);
    expect(errors.handleError).toHaveBeenCalledTimes(1);
  });

  it('asks for nothing where nobody waits any more', () => {
    const { beat, frames } = setup();
    const listener = jest.fn();
    beat.request(listener);
    beat.cancel(listener);
    jest.advanceTimersByTime(1_000);

    expect(frames.size).toBe(0);
  });

  it('has its last beat at once when nobody looks any more', () => {
    const { beat, pass, times } = setup();
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(false);
    beat.request(() => times.push(performance.now()));
    document.dispatchEvent(new Event('visibilitychange'));
    expect([times.length, beat.still]).toEqual([0, false]);
    hidden.mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect([times.length, beat.still]).toEqual([1, true]);
    pass(200);
    expect(times).toHaveLength(1);
  });
});
