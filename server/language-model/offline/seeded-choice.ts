import { createHash } from 'node:crypto';

/**
 * Choices that look random and are not: the same seed and key always give the same one, whatever else was chosen.
 * That is why the offline model needs no memory between its calls.
 */
export class SeededChoice {
  constructor(private readonly seed: string) {}

  /** A whole number from `low` to `high`, both included. */
  integer(key: string, low: number, high: number): number {
    return low + (this.hash(key) % (Math.max(high, low) - low + 1));
  }

  /** One of a list that is not empty. */
  pick<T>(key: string, list: readonly T[]): T {
    return list[this.integer(key, 0, list.length - 1)] as T;
  }

  /** `count` different ones of a list, fewer if it is shorter. */
  pickSome<T>(key: string, list: readonly T[], count: number): T[] {
    const rest = [...list];
    return Array.from({ length: Math.min(count, list.length) }, (_, index) => {
      const [picked] = rest.splice(this.integer(`${key} ${index}`, 0, rest.length - 1), 1);
      return picked as T;
    });
  }

  private hash(key: string): number {
    return createHash('sha256').update(`${this.seed}\u0000${key}`).digest().readUInt32BE();
  }
}
