import { ArrivalRate } from './arrival-rate';

function setup() {
  let time = 0;
  const rate = new ArrivalRate(() => time);
  /** So many tokens, evenly over that time. */
  const arrive = (tokens: number, ms: number) => {
    for (let n = 0; n < tokens; n++) {
      time += ms / tokens;
      rate.add();
    }
  };
  return { rate, arrive, pass: (ms: number) => (time += ms) };
}

describe('ArrivalRate', () => {
  it('counts the tokens of the last five seconds, at any pace', () => {
    const { rate, arrive } = setup();
    arrive(300, 5_000);
    expect(rate.perSecond()).toBe(60);
    arrive(5_000, 5_000);
    expect(rate.perSecond()).toBeGreaterThanOrEqual(980);
    expect(rate.perSecond()).toBeLessThanOrEqual(1_000);
  });

  it('falls to nothing when nothing comes, and forgets the session that was left', () => {
    const { rate, arrive, pass } = setup();
    arrive(100, 1_000);
    expect(rate.perSecond()).toBe(20);
    pass(5_000);
    expect(rate.perSecond()).toBe(0);
    arrive(100, 1_000);
    rate.reset();
    expect(rate.perSecond()).toBe(0);
  });
});
