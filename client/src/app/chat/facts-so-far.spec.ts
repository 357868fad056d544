import { factsOf } from './facts';
import { factsSoFar, mayBeObject } from './facts-so-far';

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
    const firstWord = answer.indexOf('沈');
    let most = 0;
    let unread = 0;
    for (let length = firstWord + 1; length <= answer.length; length++) {
      const text = answer.slice(0, length);
      const facts = factsSoFar(text);
      unread = facts ? 0 : unread + 1;
      // Cut in an escape, or behind a mark that could be the object's own, a text is unreadable for a moment.
      expect(unread).toBeLessThan(6);
      if (!facts) continue;
      // What was there stays, in its order; only the last one may still grow.
      expect(facts.slice(0, -1)).toEqual(all.slice(0, facts.length - 1));
      const last = facts.at(-1)!;
      if (['name', 'quote', 'family', 'places'].includes(last.key))
        expect(all[facts.length - 1]!.value.startsWith(last.value)).toBe(true);
      // A null is a word until it is whole.
      expect(facts.length).toBeGreaterThanOrEqual(most - 1);
      most = Math.max(most, facts.length);
    }
    expect(factsSoFar(answer)).toEqual(all);
  });

  it('is told by its beginning, as soon as there is one', () => {
    for (const begun of [
      '',
      ' ',
      '`',
      '``',
      '```',
      '```json',
      '```json\n',
      '{',
      ' {"a"',
      '```json\n{',
      '```{',
    ])
      expect(mayBeObject(begun)).toBe(true);
    for (const other of ['[', 'She {is}', '- {', '`code` {', '```json [', '``` \n She']) {
      expect(mayBeObject(other)).toBe(false);
      expect(factsSoFar(other)).toBeNull();
    }
  });
});
