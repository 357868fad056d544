import { Subject, type Subscription } from 'rxjs';
import { loadConfiguration } from '../config/load-configuration.js';
import { Viewers } from './viewers.js';

/** So many who follow one session or another. */
function setup(count: number) {
  const viewers = new Viewers(loadConfiguration(import.meta.dirname, {}));
  const all: Subscription[] = [];
  for (let n = 0; n < count; n++) all.push(viewers.counted(`s${n % 7}`, new Subject()).subscribe());
  return { viewers, all };
}

describe('Viewers', () => {
  it.each([
    [0, 100],
    [1, 100],
    [200, 400],
    [1_000, 2_000],
    [50_000, 10_000],
  ])('asks %i viewers to spread their return over %i ms', (count, ms) => {
    expect(setup(count).viewers.spreadMs).toBe(ms);
  });

  it('asks for less again when they have left', () => {
    const { viewers, all } = setup(1_000);
    for (const viewer of all.slice(0, 600)) viewer.unsubscribe();
    expect(viewers.spreadMs).toBe(800);
    viewers.onModuleDestroy();
    expect(viewers.spreadMs).toBe(100);
  });
});
