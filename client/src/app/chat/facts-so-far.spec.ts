import { factsOf } from './facts';
import { factsSoFar, isObjectBegun } from './facts-so-far';

const ANSWER = JSON.stringify(
  {
    name: '沈知微 “小微”',
    age: 27,
    married: false,
    height: -1.68e2,
    quote: 'a "word"\nand {more}, [too] \\ \u2028',
    family: [{ name: '沈润泽', age: 58 }, '唐玉珍'],
    pet: null,
    places: { born: '绍兴', lives: '杭州' },
  },
  null,
  2,
);

describe('factsSoFar', () => {
  it.each([
    ['as it is', ANSWER],
    ['fenced, as models like it', '```json\n' + ANSWER + '\n```'],
  ])('shows the facts at every moment, each as far as it is written: %s', (_, answer) => {
    const all = factsOf(ANSWER)!;
    let most = 0;
    for (let length = 1; length <= answer.length; length++) {
      const facts = factsSoFar(answer.slice(0, length));
      if (!facts) continue;
      // What was there stays, in its order; only the last one may still grow.
      expect(facts.slice(0, -1)).toEqual(all.slice(0, Math.max(0, facts.length - 1)));
      // A null is a word until it is whole.
      expect(facts.length).toBeGreaterThanOrEqual(most - 1);
      most = Math.max(most, facts.length);
    }
    expect(factsSoFar(answer)).toEqual(all);
  });

  it('is told by its beginning', () => {
    for (const begun of ['{', ' {"a"', '```json\n{', '```{']) expect(isObjectBegun(begun)).toBe(true);
    for (const other of ['', '```', '```json', '[', 'She {is}', '- {']) {
      expect(isObjectBegun(other)).toBe(false);
      expect(factsSoFar(other)).toBeNull();
    }
  });
});
