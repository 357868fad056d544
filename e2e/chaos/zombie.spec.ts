import { expect, test } from '@playwright/test';
import type { Blow } from './schedule.js';
import { NEW_NUMBERS, NO_FENCE, sabotaged } from './sabotage.js';
import { weather, type StormOptions } from './storm.js';

const STORM: Omit<StormOptions, 'blows' | 'root'> = {
  seed: 7,
  replicas: 3,
  sessions: 6,
  viewersPerSession: 1,
  categories: ['legal'],
  // Slow: the runs must last longer than the sleep.
  tokensPerSecond: 20,
};

/** Longer than a lease outlives its holder's silence (15 s); whoever wakes up finds his runs taken. */
const SLEEP: Blow[] = [
  { at: 2_000, kind: 'freeze', replica: 0, thawAfter: 24_000 },
  { at: 2_000, kind: 'freeze', replica: 1, thawAfter: 24_000 },
  { at: 2_500, kind: 'begin', replica: 2 },
];

/** Each server's next append is committed, and it is not told so. */
const CUTS: Blow[] = [0, 1, 2].map((replica) => ({ at: 2_000, kind: 'sever', replica, cut: 'answer' }));

test('servers that slept through their leases write nothing, and hold up nobody', async () => {
  test.setTimeout(180_000);
  const { faults, told, takeovers } = await weather({ ...STORM, blows: SLEEP, absent: [2] });
  console.log(`zombies: ${told}`);
  // Whoever woke up was a zombie indeed.
  expect(takeovers).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});

// An oracle that finds nothing proves nothing, unless it finds what is there.
test('without the fence, the oracle tells', async () => {
  test.setTimeout(180_000);
  const { faults } = await weather({ ...STORM, blows: SLEEP, absent: [2], root: sabotaged(NO_FENCE) });
  expect(faults).not.toEqual([]);
});

test('servers that are not told of a commit double nothing', async () => {
  test.setTimeout(180_000);
  const { faults } = await weather({ ...STORM, tokensPerSecond: 60, blows: CUTS });
  expect(faults).toEqual([]);
});

test('with new numbers for what is repeated, the oracle tells', async () => {
  test.setTimeout(180_000);
  const { faults } = await weather({
    ...STORM,
    tokensPerSecond: 60,
    blows: CUTS,
    root: sabotaged(NEW_NUMBERS),
  });
  expect(faults).not.toEqual([]);
});
