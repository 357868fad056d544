import { differenceOf } from './text-difference';

describe('differenceOf', () => {
  it('tells words apart in Chinese and English, and adds up to both texts', () => {
    const before = '她住在杭州，养一只猫。';
    const after = '她住在苏州，养一只灰猫。';
    const stretches = differenceOf(before, after);
    expect(stretches.filter(({ kind }) => kind === 'removed').map(({ text }) => text)).toEqual(['杭州']);
    expect(
      stretches
        .filter(({ kind }) => kind !== 'added')
        .map(({ text }) => text)
        .join(''),
    ).toBe(before);
    expect(
      stretches
        .filter(({ kind }) => kind !== 'removed')
        .map(({ text }) => text)
        .join(''),
    ).toBe(after);
    expect(differenceOf('a red door', 'a blue door').map(({ kind, text }) => [kind, text])).toEqual([
      ['same', 'a '],
      ['removed', 'red'],
      ['added', 'blue'],
      ['same', ' door'],
    ]);
  });

  it('does not search for what long texts that have nothing in common share', () => {
    const before = Array.from({ length: 5_000 }, (_, n) => `a${n}`).join(' ');
    const after = Array.from({ length: 5_000 }, (_, n) => `b${n}`).join(' ');
    expect(differenceOf(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
    expect(differenceOf(before, `${before} end`).map(({ kind }) => kind)).toEqual(['same', 'added']);
  });
});
