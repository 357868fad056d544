/** Waits between the attempts of a step. */
export abstract class RetryPolicy {
  /** ms before try number `tries + 1`. */
  abstract delay(tries: number, retryAfterMs?: number): number;
}

/** Doubling from `baseMs` with ± 50 % jitter, so that parallel steps do not come back together; `Retry-After` wins. */
export class ExponentialBackoff extends RetryPolicy {
  constructor(
    private readonly baseMs = 1_000,
    private readonly maxMs = 60_000,
    private readonly random: () => number = Math.random,
  ) {
    super();
  }

  delay(tries: number, retryAfterMs?: number): number {
    if (retryAfterMs !== undefined) return Math.min(retryAfterMs, this.maxMs);
    return Math.min(this.baseMs * 2 ** (tries - 1), this.maxMs) * (0.5 + this.random());
  }
}
