import { jest } from '@jest/globals';
import { Paced } from './paced';

/** A page whose beats the test decides; the clock stands at 0. */
function setup() {
  jest.useFakeTimers({ now: 0 });
  const waiting = new Set<() => void>();
  const call = jest.fn();
  const beat = {
    request: (listener: () => void) => void waiting.add(listener),
    cancel: (listener: () => void) => void waiting.delete(listener),
  };
  return {
    call,
    paced: new Paced(beat, 250, call),
    waiting,
    pass(ms: number): void {
      jest.advanceTimersByTime(ms);
      const due = [...waiting];
      waiting.clear();
      due.forEach((listener) => listener());
    },
  };
}

afterEach(() => jest.useRealTimers());

describe('Paced', () => {
  it('calls in the next beat', () => {
    const { call, paced, pass } = setup();
    paced.ask();
    expect(call).not.toHaveBeenCalled();
    pass(0);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('calls whoever asks in every beat four times a second, and once more for the last', () => {
    const { call, paced, pass } = setup();
    for (let beat = 0; beat < 31; beat++) {
      paced.ask();
      paced.ask();
      pass(33);
    }
    expect(call.mock.calls.length).toBe(4);
    pass(250);
    expect(call.mock.calls.length).toBe(5);
    pass(1_000);
    expect(call.mock.calls.length).toBe(5);
  });

  it.each([0, 100])('does not call any more when it is cancelled, %p ms after the last time', (ms) => {
    const { call, paced, pass, waiting } = setup();
    paced.ask();
    pass(0);
    pass(ms);
    paced.ask();
    paced.cancel();
    pass(1_000);
    expect(call).toHaveBeenCalledTimes(1);
    expect(waiting.size).toBe(0);
  });
});
