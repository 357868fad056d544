/** Cuts in a row that make a habit. */
const HABIT = 3;
/** Ages at which something on the way may cut, ms: younger is trouble of another kind, older is nobody's concern. */
const [YOUNGEST, OLDEST] = [3_000, 120_000];

/** Notices something on the way that cuts connections at a certain age, by the ages at which the last ones ended. */
export class CutDetector {
  private ages: number[] = [];

  /**
   * @param ms how old the connection has become
   * @returns the age at which connections are cut, ms; null while there is no such habit
   */
  ended(ms: number): number | null {
    this.ages = ms < YOUNGEST || ms > OLDEST ? [] : [...this.ages, ms].slice(-HABIT);
    const [youngest, oldest] = [Math.min(...this.ages), Math.max(...this.ages)];
    const habit = this.ages.length === HABIT && oldest - youngest < Math.max(2_000, oldest / 5);
    return habit ? Math.round(oldest / 1_000) * 1_000 : null;
  }
}
