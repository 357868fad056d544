import { byItem, readFindings } from './review-findings.js';

describe('readFindings', () => {
  const texts = new Map([['a.b', 'One two three.']]);

  it.each([
    ['[{"item":"a.b","quote":"two","problem":"p"}]', 1],
    ['```json\n{"findings":[{"item":"a.b","quote":"two","problem":"p",}]}\n```', 1],
    ['{"findings":[{"item":"a.b","quote":"four","problem":"p"}]}', 0],
    ['{"findings":[{"item":"__proto__","quote":"two","problem":"p"}]}', 0],
    ['{"findings":[{"item":"a.b","quote":"","problem":"p"}, null, 7]}', 0],
    ['{"findings":[{"item":"a.b","quote":"two","problem":" "}]}', 0],
    ['{"findings":{"item":"a.b"}}', 0],
    ['no', 0],
  ])('reads %s', (answer, count) => {
    expect(readFindings(answer, texts)).toHaveLength(count);
  });

  it('keeps no more than are read, code first, each passage once', () => {
    const by = (quote: string, who: 'code' | 'model') =>
      ({ item: 'a.b', kind: 'other', quote, expected: '', problem: 'p', by: who }) as const;
    const many = Array.from({ length: 9 }, (_, index) => by(`q${index}`, 'model'));
    const found = byItem([by('two three', 'model'), ...many, by('three', 'code')]).get('a.b')!;
    expect(found).toHaveLength(5);
    expect(found[0]).toMatchObject({ quote: 'three', by: 'code' });
    expect(found.map(({ quote }) => quote)).not.toContain('two three');
  });
});
