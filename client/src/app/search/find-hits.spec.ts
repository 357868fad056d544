import { HitFinder } from './find-hits';
import { fold, FoldedText } from './folded-text';

const found = (text: string, words: string) =>
  new FoldedText(text).occurrences(fold(words)).map(({ start, end }) => text.slice(start, end));

describe('FoldedText', () => {
  it.each([
    ['她在杭州，杭州多雨', '杭州', ['杭州', '杭州']],
    ['Ｈａｎｇｚｈｏｕ and HANGZHOU', 'hangzhou', ['Ｈａｎｇｚｈｏｕ', 'HANGZHOU']],
    ['ﬁne ①', 'fine', ['ﬁne']],
    ['第①章', '1', ['①']],
    ['😀杭州😀', '杭州', ['杭州']],
    ['ㄱ㈀', '(', ['㈀']],
    ['aaa', 'aa', ['aa']],
    ['abc', '', []],
  ])('finds in %p for %p just %p', (text, words, expected) => {
    expect(found(text, words)).toEqual(expected);
  });
});

describe('HitFinder', () => {
  const texts = [
    { step: 'a', title: '出生', text: '生于绍兴。绍兴多桥。' },
    { step: 'b', title: '绍兴', text: '没有别的' },
  ];

  it('names every place in order, titles included', () => {
    expect(new HitFinder().find(texts, ' 绍兴 ')).toEqual([
      { step: 'a', nth: 0 },
      { step: 'a', nth: 1 },
      { step: 'b', nth: 0 },
    ]);
  });

  it('finds what a text has become', () => {
    const finder = new HitFinder();
    expect(finder.find(texts, '尾声')).toEqual([]);
    expect(finder.find([{ ...texts[0]!, text: '尾声' }], '尾声')).toEqual([{ step: 'a', nth: 0 }]);
  });

  it('finds nothing for blanks', () => {
    expect(new HitFinder().find(texts, '  ')).toEqual([]);
  });
});
