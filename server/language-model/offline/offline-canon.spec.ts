import { NUMBER_FACTS, TEXT_FACTS } from './canon-facts.js';
import { inventCanon } from './offline-canon.js';

const YEAR = 2026;

function zh(basicInfo: string, name = '沈墨言') {
  return inventCanon({ character_name: name, basic_info: basicInfo }, 'zh', YEAR);
}

function en(basicInfo: string, name = 'Iris Marlowe') {
  return inventCanon({ character_name: name, basic_info: basicInfo }, 'en', YEAR);
}

describe('inventCanon', () => {
  it('holds together for five hundred people of every age, in both languages', () => {
    for (let number = 0; number < 500; number++) {
      const language = number % 2 ? 'zh' : 'en';
      const basicInfo =
        number % 3 ? (language === 'zh' ? `${12 + (number % 70)}岁` : `aged ${12 + (number % 70)}`) : '';
      const canon = inventCanon({ character_name: `N${number}`, basic_info: basicInfo }, language, YEAR);
      const {
        age,
        birth_year: birth,
        graduation_year: left,
        work_start_year: began,
        turning_year: turned,
      } = canon;

      for (const fact of NUMBER_FACTS)
        expect({ fact, whole: Number.isInteger(canon[fact]) }).toEqual({ fact, whole: true });
      for (const fact of TEXT_FACTS)
        expect({ fact, text: canon[fact] }).toEqual({
          fact,
          text: expect.stringMatching(/^[^{}]+$/) as string,
        });
      expect([age, age + 1]).toContain(YEAR - birth);
      expect(canon.birth_date.slice(0, 4)).toBe(String(birth));
      expect(left).toBeGreaterThan(birth);
      expect(began).toBeGreaterThanOrEqual(left);
      expect(began).toBeLessThanOrEqual(YEAR);
      expect(turned).toBeGreaterThan(birth);
      expect(turned).toBeLessThan(YEAR);
      if (basicInfo) expect(age).toBe(12 + (number % 70));
      expect(canon.trait1).not.toBe(canon.trait2);
    }
  });

  it('keeps what a Chinese request states', () => {
    expect(
      zh(
        '27岁，女，身高166cm，体重52公斤，血型AB，绍兴人，现居杭州，古籍修复师，父亲是中学物理教师，母亲是药剂师，有一个弟弟，养了一只灰猫，喜欢刻章，单身，害怕深水，对花粉过敏。',
      ),
    ).toMatchObject({
      age: 27,
      gender: 'female',
      height_cm: 166,
      weight_kg: 52,
      blood_type: 'AB',
      birthplace: '绍兴',
      residence: '杭州',
      job: '古籍修复师',
      workplace: '市图书馆的修复室',
      father_job: '中学物理教师',
      mother_job: '药剂师',
      sibling_relation: '弟弟',
      pet: expect.stringMatching(/^一只叫.+的灰猫$/) as string,
      hobby: '刻章',
      relationship: '单身',
      fear: '深水',
      allergy: '花粉',
    });
  });

  it('keeps what an English request states', () => {
    expect(
      en(
        'A 34-year-old man, 181 cm tall, born in Whitby, lives in Leeds, works as a ferry engineer in the harbour. His father is a tailor and his mother is a nurse. He has an elder sister. He owns a black dog named Soot, loves carving wood, is married and is afraid of open water.',
      ),
    ).toMatchObject({
      age: 34,
      gender: 'male',
      height_cm: 181,
      birthplace: 'Whitby',
      residence: 'Leeds',
      job: 'ferry engineer',
      father_job: 'tailor',
      mother_job: 'nurse',
      sibling_relation: 'elder sister',
      pet: 'a black dog named Soot',
      pet_name: 'Soot',
      hobby: 'carving wood',
      relationship: 'is married',
      fear: 'open water',
    });
  });

  it('understands the examples of the form', () => {
    expect(zh('27 岁，女，古籍修复师，生于绍兴，现居杭州。寡言、细致，祖父曾是装裱匠人。')).toMatchObject({
      age: 27,
      gender: 'female',
      job: '古籍修复师',
      birthplace: '绍兴',
      residence: '杭州',
    });
    expect(zh('寡言、细致').trait1 + zh('寡言、细致').trait2).toMatch(/^(寡言细致|细致寡言)$/);
    expect(
      en('31 years old, female, book conservator, born in Whitby, lives in Bristol. Quiet and exact.'),
    ).toMatchObject({
      age: 31,
      gender: 'female',
      job: 'book conservator',
      birthplace: 'Whitby',
      residence: 'Bristol',
    });
  });

  it('hears of a husband, and of a trade that has no place in its list', () => {
    expect(en('Mara is a 41 year old lighthouse keeper who lives in Oban with her husband')).toMatchObject({
      job: 'lighthouse keeper',
      relationship: 'is married',
      workplace: expect.stringContaining('place of work') as string,
    });
  });

  it('takes a birth date at its word', () => {
    expect(zh('1999年3月12日出生于绍兴，男')).toMatchObject({
      birth_date: '1999-03-12',
      birth_year: 1999,
      birthplace: '绍兴',
      gender: 'male',
    });
    expect(YEAR - zh('1999年3月12日出生于绍兴，男').age).toBe(1999);
  });

  it('does not take the jobs and the sex of relatives for the character’s own', () => {
    const canon = zh('男，父亲是驯鹰师，姐姐是潜水员');

    expect(canon).toMatchObject({
      gender: 'male',
      father_job: '驯鹰师',
      sibling_relation: '姐姐',
      sibling_job: '潜水员',
    });
    expect(['驯鹰师', '潜水员']).not.toContain(canon.job);
  });

  it('gives parents and siblings the surname of the character, compound ones too', () => {
    expect(zh('').father).toMatch(/^沈/);
    expect(zh('').sibling).toMatch(/^沈/);
    expect(zh('', '欧阳澈').father).toMatch(/^欧阳/);
    expect(en('').mother).toMatch(/ Marlowe$/);
    expect(en('', '林知夏').father).toMatch(/ Lin$/);
  });

  it('makes a cousin for an only child', () => {
    expect(zh('独生女').sibling_relation).toMatch(/^表/);
    expect(en('an only child').sibling_relation).toBe('cousin');
  });

  it('sends the young to school', () => {
    const canon = zh('15岁，女生');

    expect(canon).toMatchObject({ age: 15, gender: 'female', job: '学生' });
    expect(canon.commute).toContain('上学');
  });

  it('invents no workplace that a job unknown to it could not have', () => {
    expect(zh('30岁，职业是星图绘制员').workplace).toMatch(/工作/);
  });
});
