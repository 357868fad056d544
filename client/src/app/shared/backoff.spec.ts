import { ScriptedConnectionPorts } from '../testing/scripted-connection-ports';
import { Backoff } from './backoff';

const [FIRST_MS, LAST_MS] = [1_000, 5_000];

function setup(chance: number) {
  const ports = new ScriptedConnectionPorts();
  ports.chance = () => chance;
  const backoff = new Backoff(FIRST_MS, LAST_MS, ports);
  const tries: number[] = [];
  /** Plans a try, lets it happen, and says how long that took. */
  const pause = () => {
    const began = ports.now();
    backoff.schedule(() => tries.push(ports.now() - began));
    ports.pass(LAST_MS);
    return tries.at(-1);
  };
  return { ports, backoff, tries, pause };
}

describe('Backoff', () => {
  it.each([
    [0, [0, 0, 0, 0, 0]],
    [0.25, [250, 500, 1_000, 1_250, 1_250]],
    [0.5, [500, 1_000, 2_000, 2_500, 2_500]],
    [0.75, [750, 1_500, 3_000, 3_750, 3_750]],
  ])('waits for any part of a time that doubles up to its bound, here for %d of it', (chance, pauses) => {
    const { pause } = setup(chance);
    expect(pauses.map(() => pause())).toEqual(pauses);
  });

  it('waits less than its bounds, however high the chance', () => {
    const { pause } = setup(0.999);
    expect(pause()).toBeLessThan(FIRST_MS);
    for (let n = 0; n < 20; n++) expect(pause()).toBeLessThan(LAST_MS);
  });

  it('is patient no longer once it is reset, and takes a first pause from outside within its bound', () => {
    const { backoff, pause } = setup(0.5);
    pause();
    pause();
    backoff.reset();
    expect(pause()).toBe(500);
    backoff.reset(3_000);
    expect([pause(), pause()]).toEqual([1_500, 2_500]);
    backoff.reset(60_000);
    expect(pause()).toBe(2_500);
  });

  it('tries once, however often it is asked to, and not at all when it is called off', () => {
    const { ports, backoff, tries } = setup(0.5);
    backoff.schedule(() => tries.push(1));
    backoff.schedule(() => tries.push(2));
    ports.pass(LAST_MS);
    expect(tries).toEqual([2]);
    backoff.schedule(() => tries.push(3));
    backoff.cancel();
    backoff.schedule(() => tries.push(4));
    backoff.reset();
    ports.pass(LAST_MS);
    expect(tries).toEqual([2]);
    expect(ports.pendingTimers).toBe(0);
  });
});
