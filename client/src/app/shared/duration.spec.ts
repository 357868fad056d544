import { formatClock, formatDuration } from './duration';

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

describe('formatDuration', () => {
  it.each([
    [41_200, '42 sec'],
    [59_500, '1 min'],
    [12 * MINUTE, '12 min'],
    [59 * MINUTE + 29 * SECOND, '59 min'],
    [59 * MINUTE + 59 * SECOND, '1 hr'],
    [HOUR + 5 * MINUTE, '1 hr 5 min'],
    [HOUR + 59 * MINUTE + 50 * SECOND, '2 hr'],
  ])('says of %d ms: %s', (ms, text) => {
    expect(formatDuration(ms, 'en')).toBe(text);
  });
});

describe('formatClock', () => {
  it.each([
    [0, '0:00'],
    [75 * SECOND, '1:15'],
    [HOUR + 5 * MINUTE, '1:05:00'],
  ])('shows %d ms as %s', (ms, text) => {
    expect(formatClock(ms)).toBe(text);
  });
});
