import type { Cut } from '../../server/testing/database-proxy.js';
import { SeededRandom } from './seeded-random.js';

/** One misfortune. Times in ms; `replica` counts from 0. */
export type Blow =
  | { at: number; kind: 'kill' | 'terminate'; replica: number; backAfter: number }
  | { at: number; kind: 'freeze'; replica: number; thawAfter: number }
  | { at: number; kind: 'begin'; replica: number }
  | { at: number; kind: 'cut' }
  | { at: number; kind: 'sever'; replica: number; cut: Cut }
  | { at: number; kind: 'restart'; ending: 'fast' | 'immediate' };

/** Between two blows, ms. */
const PAUSE_MIN_MS = 400;
const PAUSE_MAX_MS = 2_500;

/** What happens in a storm, decided by the seed alone. */
export function schedule(seed: number, lengthMs: number, replicas: number): Blow[] {
  const random = new SeededRandom(seed);
  const blows: Blow[] = [];
  for (let at = PAUSE_MAX_MS; at < lengthMs; at += random.integer(PAUSE_MIN_MS, PAUSE_MAX_MS)) {
    blows.push(blow(random, at, random.integer(0, replicas - 1)));
  }
  return blows;
}

function blow(random: SeededRandom, at: number, replica: number): Blow {
  const chance = random.next();
  if (chance < 0.35) return { at, kind: 'kill', replica, backAfter: random.integer(100, 3_000) };
  if (chance < 0.5) return { at, kind: 'terminate', replica, backAfter: random.integer(100, 3_000) };
  if (chance < 0.75) return { at, kind: 'freeze', replica, thawAfter: random.integer(500, 8_000) };
  if (chance < 0.82) return { at, kind: 'cut' };
  if (chance < 0.92) {
    return { at, kind: 'sever', replica, cut: random.pick(['request', 'commit', 'answer', 'halfway']) };
  }
  return { at, kind: 'restart', ending: random.pick(['fast', 'immediate']) };
}
