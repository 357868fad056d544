import { axisStep, TimelineAxis } from './timeline-axis';
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
    expect([ended.from, ended.to, ended.length]).toEqual([at(0), at(4), 4 * MINUTE]);
    const running = TimelineAxis.of([bar(0, 4), bar(1, null)], at(9))!;
    expect([running.from, running.to, running.length]).toEqual([at(0), at(9), 9 * MINUTE]);
  });

  it('has a length also before any time has passed, and by a clock that is behind', () => {
    expect(TimelineAxis.of([bar(5, null)], at(3))!.length).toBe(1);
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
});

describe('axisStep', () => {
  it.each([
    [4_000, 8, 1],
    [60_000, 8, 10],
    [3_600_000, 8, 600],
    [40 * 86_400_000, 8, 5 * 86_400],
  ])('marks %i ms at about %i places, every %i s', (span, ticks, seconds) => {
    expect(axisStep(span, ticks)).toBe(seconds * 1_000);
  });
});
