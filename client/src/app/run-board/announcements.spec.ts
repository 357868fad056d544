import { jest } from '@jest/globals';
import { Announcements } from './announcements';

describe('Announcements', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('speaks at once, and then not for 15 s, of all that has finished meanwhile', () => {
    const said: string[][] = [];
    const announcements = new Announcements((names) => said.push([...names]));
    announcements.add('姓名');
    jest.advanceTimersByTime(0);
    announcements.add('身高');
    jest.advanceTimersByTime(14_000);
    announcements.add('头发');
    expect(said).toEqual([['姓名']]);
    jest.advanceTimersByTime(1_000);
    expect(said).toEqual([['姓名'], ['身高', '头发']]);
  });

  it('forgets what belongs to a session that was left', () => {
    const said: string[][] = [];
    const announcements = new Announcements((names) => said.push([...names]));
    announcements.add('姓名');
    announcements.clear();
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });
});
