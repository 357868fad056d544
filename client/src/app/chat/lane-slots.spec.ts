import { anItem } from '../testing/session-documents';
import { seat } from './lane-slots';
import type { Lane } from './transcript';

const lane = (step: string, item = anItem('writing')): Lane => ({ step, item, attempt: undefined });
const steps = (slots: readonly (Lane | null)[]) => slots.map((slot) => slot?.step ?? null);

describe('seat', () => {
  it('leaves each step in its lane, and gives the first free one to a new step', () => {
    const before = seat(
      [],
      ['a', 'b', 'c'].map((step) => lane(step)),
    );
    const gap = seat(before, [lane('a'), lane('c')]);
    expect(steps(gap)).toEqual(['a', null, 'c']);
    expect(steps(seat(gap, [lane('c'), lane('d')]))).toEqual(['d', null, 'c']);
  });

  it('ends with the last lane that is taken', () => {
    const before = seat(
      [],
      ['a', 'b', 'c'].map((step) => lane(step)),
    );
    expect(steps(seat(before, [lane('a')]))).toEqual(['a']);
  });

  it('hands on as it is a lane in which nothing has happened', () => {
    const [item, other] = [anItem('writing'), anItem('writing')];
    const before = seat([], [lane('a', item), lane('b', other)]);
    const after = seat(before, [lane('a', item), lane('b', anItem('thinking'))]);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });
});
