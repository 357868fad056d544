import { TimelineAxis } from './timeline-axis';
import type { TimelineBar } from './timeline-model';

const MINUTE = 60_000;
/** Between these times, in minutes from an arbitrary beginning. */
const bar = (began: number, ended: number | null): TimelineBar =>
  ({
    began: (began + 1_000) * MINUTE,
    ended: ended === null ? null : (ended + 1_000) * MINUTE,
  }) as TimelineBar;
const at = (minute: number) => (minute + 1_000) * MINUTE;

describe('TimelineAxis', () => {
  it('is none where nothing has run', () => {
    expect(TimelineAxis.of([], 0)).toBeNull();
  });

  it('spans from the first beginning to the last end, and to now while something runs', () => {
    const ended = TimelineAxis.of([bar(0, 4), bar(1, 2)], at(9))!;
    expect([ended.at(at(0)), ended.to, ended.length]).toEqual([0, at(4), 4 * MINUTE]);
    const running = TimelineAxis.of([bar(0, 4), bar(1, null)], at(9))!;
    expect([running.at(at(0)), running.to, running.length]).toEqual([0, at(9), 9 * MINUTE]);
  });

  it('has a length also before any time has passed, and by a clock that is behind', () => {
    expect(TimelineAxis.of([bar(5, null)], at(3))!.length).toBe(1);
  });

  it('cuts nothing out while something runs, also by a clock that is behind', () => {
    for (const now of [3, 0, -10]) {
      expect(TimelineAxis.of([bar(0, null), bar(4.5, null)], at(now))!.breaks).toEqual([]);
      expect(TimelineAxis.of([bar(0, null), bar(5, 6)], at(now))!.breaks).toEqual([]);
    }
  });

  it('is linear where the pauses are short: shorter than a minute, or than a seventh of the work', () => {
    const short = TimelineAxis.of([bar(0, 1), bar(1.9, 3)], 0)!;
    expect(short.breaks).toEqual([]);
    expect(short.at(at(2.5))).toBe(2.5 * MINUTE);
    const little = TimelineAxis.of([bar(0, 30), bar(38, 60)], 0)!;
    expect(little.breaks).toHaveLength(1);
    expect(TimelineAxis.of([bar(0, 30), bar(36, 60)], 0)!.breaks).toEqual([]);
  });

  it('leaves of a night between two days of work a gap, and says how long it was', () => {
    const axis = TimelineAxis.of([bar(0, 10), bar(4, 12), bar(600, 613)], 0)!;
    expect(axis.breaks).toEqual([{ from: 12 * MINUTE, to: 14 * MINUTE, idle: 588 * MINUTE }]);
    expect([0, 8, 12, 600, 606.5, 613].map((minute) => axis.at(at(minute)) / MINUTE)).toEqual([
      0, 8, 12, 14, 20.5, 27,
    ]);
    expect(axis.length).toBe(27 * MINUTE);
  });

  it('marks round times since the beginning, and none in a gap', () => {
    const axis = TimelineAxis.of([bar(0, 12), bar(601, 614)], 0)!;
    expect(axis.marks(6).map(({ at: place, elapsed }) => [place / MINUTE, elapsed / MINUTE])).toEqual([
      [0, 0],
      [5, 5],
      [10, 10],
      [14 + 4, 605],
      [14 + 9, 610],
    ]);
  });

  it('keeps places for the texts of a session that is changed again and again, and cuts out no more than there was', () => {
    const changes = Array.from({ length: 20 }, (_, day) => bar(1_000 * (day + 1), 1_000 * (day + 1) + 0.1));
    const axis = TimelineAxis.of([bar(0, 30), ...changes], 0)!;
    expect(axis.breaks).toHaveLength(20);
    const cut = axis.breaks.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(cut / axis.length).toBeLessThan(0.3);
    for (const { from, to, idle } of axis.breaks) expect(to - from).toBeLessThanOrEqual(idle);

    const byHand = Array.from({ length: 15 }, (_, n) => bar(5.9 + n * 0.9, 5.9 + n * 0.9));
    const [only, ...others] = TimelineAxis.of([bar(0, 5), ...byHand, bar(19.6, 20)], 0)!.breaks;
    expect(others).toEqual([]);
    expect(only!.to - only!.from).toBeLessThanOrEqual(only!.idle);
  });

  it('gives places to what has taken no time', () => {
    const axis = TimelineAxis.of([bar(0, 0), bar(10, 10), bar(20, 20)], 0)!;
    const places = [0, 10, 20].map((minute) => axis.at(at(minute)));
    expect(new Set(places).size).toBe(3);
    expect(axis.length).toBeGreaterThanOrEqual(places[2]!);
  });

  it('has no two marks that would stand in one another', () => {
    const axis = TimelineAxis.of([bar(0, 10), bar(600, 613)], 0)!;
    const marks = axis.marks(4);
    const step = marks[1]!.at - marks[0]!.at;
    for (const [index, { at: place }] of marks.entries())
      if (index > 0) expect(place - marks[index - 1]!.at).toBeGreaterThanOrEqual(0.7 * step);
  });

  it.each([
    [4 / 60, 8, 1],
    [1, 8, 10],
    [60, 8, 600],
    [40 * 1_440, 8, 5 * 86_400],
  ])('marks %d minutes at about %i places, every %i s', (minutes, count, seconds) => {
    const [first, second] = TimelineAxis.of([bar(0, minutes)], 0)!.marks(count);
    expect([first!.elapsed, second!.elapsed]).toEqual([0, seconds * 1_000]);
  });
});
