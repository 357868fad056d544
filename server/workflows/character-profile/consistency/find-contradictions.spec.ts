import { inventCanon } from '../../../language-model/offline/offline-canon.js';
import { answerOffline } from '../../../language-model/offline/offline-answer.js';
import type { Canon } from '../canon.js';
import type { CharacterProfileInput } from '../character-profile.dto.js';
import { readTemplate } from '../profile-template.js';
import { itemPrompt } from '../prompts.js';
import { findContradictions } from './find-contradictions.js';

const BASE = {
  zh: {
    name: '沈知微',
    age: 27,
    birth_year: 1999,
    birth_date: '1999-03-14',
    birthplace: '绍兴',
    residence: '杭州',
    father: '沈国栋',
    mother: '梁素秋',
    sibling: '沈思齐',
    sibling_relation: '弟弟',
    friend: '许棠',
    mentor: '顾鹤年',
    colleague: '周远',
    rival: '陆以安',
    pet_name: '砚台',
    graduation_year: 2021,
    work_start_year: 2021,
    school: '南京的一所大学',
    workplace: '市图书馆的修复室',
  },
  en: {
    name: 'Nell Harrow',
    age: 31,
    birth_year: 1995,
    birth_date: '1995-03-14',
    birthplace: 'Whitby',
    residence: 'Bristol',
    father: 'Thomas Harrow',
    mother: 'Edith Harrow',
    sibling: 'Rose Harrow',
    sibling_relation: 'sister',
    friend: 'Clara Voss',
    mentor: 'Miriam Kell',
    colleague: 'Ben Marsh',
    rival: 'Julian Thorpe',
    pet_name: 'Fig',
    graduation_year: 2017,
    work_start_year: 2018,
    school: 'a university in Leeds',
    workplace: 'a library',
  },
};
const canonOf = (language: 'zh' | 'en') => BASE[language] as unknown as Canon;

describe('findContradictions', () => {
  it.each([
    ['age', '沈知微今年三十一岁，话不多。', '今年三十一岁'],
    ['age', '她现年25岁。', '现年25岁'],
    ['age', '如今二十八岁的人，手上却有老茧。', '如今二十八岁'],
    ['age', '年龄：30岁', '年龄：30岁'],
    ['age', '她刚满二十六岁。', '刚满二十六岁'],
    ['date', '她生于1998年的春天。', '生于1998年'],
    ['date', '一九九七年她出生在江边。', '一九九七年她出生'],
    ['date', '2019年她从大学毕业。', '2019年她从大学毕业'],
    ['date', '她2015年入行，师从顾鹤年。', '2015年入行'],
    ['date', '她的生日是5月2日。', '生日是5月2日'],
    ['date', '她生于3月15日清晨。', '生于3月15日'],
    ['name', '父亲叫王建明，是个邮递员。', '父亲叫王建明'],
    ['name', '母亲名叫李芳，做裁缝。', '母亲名叫李芳'],
    ['name', '弟弟沈清越在外地当兵。', '弟弟沈清越'],
    ['name', '父亲沈国梁教过物理。', '父亲沈国梁'],
    ['name', '好友叫方小满，开花店。', '好友叫方小满'],
    ['name', '她养的猫叫芝麻，爱睡窗台。', '猫叫芝麻'],
    ['name', '沈知薇低头磨墨。', '沈知薇'],
    ['name', '同事们叫她沈之微也不恼。', '沈之微'],
    ['place', '她生于苏州，话里带点软。', '生于苏州'],
    ['place', '她出生在宁波的一条巷子里。', '出生在宁波'],
    ['place', '老家在温州，一年回一次。', '老家在温州'],
    ['place', '她现居上海，租一间小屋。', '现居上海'],
    ['place', '毕业后定居成都。', '定居成都'],
    ['place', '她毕业于武汉的一所大学。', '毕业于武汉'],
  ])('finds a contradiction of %s: %s', (kind, text, quote) => {
    expect(findContradictions(text, canonOf('zh'), 'zh')).toMatchObject([{ kind, quote }]);
  });

  it.each([
    ['age', 'Nell is twenty-seven years old.', 'is twenty-seven years old'],
    ['age', 'She is 29, and looks it.', 'is 29'],
    ['age', 'Now 35, she mends by the window.', 'Now 35'],
    ['age', 'She is a 40-year-old conservator.', 'is a 40-year-old'],
    ['age', 'Age: 33', 'Age: 33'],
    ['date', 'She was born in 1992 by the harbour.', 'born in 1992'],
    ['date', 'Nell graduated in 2015 with honours.', 'graduated in 2015'],
    ['date', 'She started work in 2012.', 'started work in 2012'],
    ['date', 'Her birthday is on 2 May.', 'birthday is on 2 May'],
    ['date', 'She was born on March 15, in the rain.', 'born on March 15'],
    ['name', 'Her mother, Anna, sold fish.', 'Her mother, Anna'],
    ['name', 'She writes to her father, George Harlow, once a month.', 'her father, George Harlow'],
    ['name', 'She shares the flat with a cat called Tansy.', 'a cat called Tansy'],
    ['name', 'Her mentor was Agnes Bell.', 'Her mentor was Agnes Bell'],
    ['name', 'Her best friend, Lucy, keeps bees.', 'Her best friend, Lucy'],
    ['name', 'At the bench everyone knows Nell Harow.', 'Harow'],
    ['place', 'She was born in Leeds, over a shop.', 'was born in Leeds'],
    ['place', 'Nell comes from Dover and misses the cliffs.', 'comes from Dover'],
    ['place', 'She lives in London now.', 'lives in London'],
    ['place', 'She graduated from a college in Oxford.', 'graduated from a college in Oxford'],
  ])('finds a contradiction of %s: %s', (kind, text, quote) => {
    const found = findContradictions(text, canonOf('en'), 'en');
    expect(found.map((each) => [each.kind, each.quote.toLowerCase()])).toEqual([[kind, quote.toLowerCase()]]);
  });

  it.each([
    '沈知微今年二十七岁。',
    '她十二岁那年第一次进库房。',
    '母亲今年五十八岁，仍在做裁缝。',
    '顾鹤年现年七十岁。',
    '2015年她第一次去北京。',
    '她生于1999年3月14日。',
    '2021年她毕业后进了图书馆。',
    '祖父生于1940年。',
    '父亲沈国栋教过物理。',
    '父亲沈老师很严。',
    '知微的母亲叫素秋。',
    '弟弟思齐比她小三岁。',
    '猫叫了一夜。',
    '她生于一个书香门第。',
    '她在北京住过半年。',
    '好友许棠现居上海。',
    '毕业于南京的一所大学。',
    '弟弟2015年入行。',
    '沈家的人都细心。',
    '她出生在绍兴城外的医院里。',
  ])('lets pass: %s', (text) => {
    expect(findContradictions(text, canonOf('zh'), 'zh')).toEqual([]);
  });

  it.each([
    'Nell is thirty-one years old.',
    'At twelve she was given a brush.',
    'Her mother is 58, and still sews.',
    'She was 19 when the roof fell in.',
    'In 2015 she saw Paris for the first time.',
    'She was born on 14 March 1995.',
    'Her father, Thomas, taught physics.',
    'Her father, Captain Harrow, was strict.',
    'A cat called Fig owns the sill.',
    'She was born in a lighthouse.',
    'She once lived in London for a year.',
    'Her friend Clara lives in London.',
    'The Harrows keep bees.',
    'She studied at a university in Leeds.',
    'Her brother started work in 2012.',
    'It is 5 minutes to the quay.',
    'She is 12 centimetres taller than her mother.',
    'Rose Harrow was born in 1992.',
  ])('lets pass: %s', (text) => {
    expect(findContradictions(text, canonOf('en'), 'en')).toEqual([]);
  });

  it.each(['zh', 'en'] as const)('finds nothing in what the offline model writes, %s', (language) => {
    const names =
      language === 'zh' ? ['沈知微', '林远', '欧阳青禾', '周一鸣'] : ['Nell Harrow', 'Ada Stone', 'Tom Reed'];
    let texts = 0;
    for (const character_name of names) {
      const input = { character_name, basic_info: '', language } as CharacterProfileInput;
      const canon = inventCanon({ ...input }, language, 2026) as unknown as Canon;
      for (const category of readTemplate()) {
        for (const item of category.items) {
          for (const attempt of [1, 2]) {
            const prompt = itemPrompt(input, canon, category, item, attempt).at(-1)!.content;
            const { content } = answerOffline(prompt, 2026);
            texts++;
            expect({ item: item.id, content, found: findContradictions(content, canon, language) }).toEqual({
              item: item.id,
              content,
              found: [],
            });
          }
        }
      }
    }
    expect(texts).toBeGreaterThan(1_000);
  });
});
