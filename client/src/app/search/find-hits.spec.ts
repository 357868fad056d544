import { HitFinder, placeIn } from './find-hits';
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
    { step: 'a', title: '出生', blocks: ['生于绍兴。绍兴多桥。', '离开绍', '兴许不回'] },
    { step: 'b', title: '绍兴', blocks: ['没有别的'] },
  ];
  const hit = (step: string, nth: number) => ({ step, nth, lane: false });

  it('names every place in order, titles included, and none across two blocks', () => {
    expect(new HitFinder().find(texts, ' 绍兴 ')).toEqual([hit('a', 0), hit('a', 1), hit('b', 0)]);
  });

  it('finds what a text has become', () => {
    const finder = new HitFinder();
    expect(finder.find(texts, '尾声')).toEqual([]);
    expect(finder.find([{ ...texts[0]!, blocks: ['尾声'] }], '尾声')).toEqual([hit('a', 0)]);
    expect(finder.find([{ ...texts[0]!, title: '尾声' }], '尾声')).toEqual([hit('a', 0)]);
  });

  it('finds nothing for blanks', () => {
    expect(new HitFinder().find(texts, '  ')).toEqual([]);
  });
});

describe('placeIn', () => {
  const [first, second, third] = [
    { step: 'a', nth: 0, lane: false },
    { step: 'b', nth: 0, lane: false },
    { step: 'b', nth: 1, lane: true },
  ];

  it('leaves the reader where he was when places come or go', () => {
    expect(placeIn([first, second, third], third)).toBe(2);
    expect(placeIn([second, third], third)).toBe(1);
  });

  it('follows a text from its lane into the record', () => {
    expect(placeIn([first, second, { ...third, lane: false }], third)).toBe(2);
  });

  it('begins anew where the place is gone', () => {
    expect(placeIn([first, second], third)).toBe(0);
    expect(placeIn([first, second], undefined)).toBe(0);
    expect(placeIn([], first)).toBe(0);
  });
});
