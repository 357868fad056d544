/** What was spent. */
export class SpendingDto {
  /** Input and output tokens together. */
  tokens: number;
  /** By the prices of their time; null where they are not known, or the currencies differ. */
  cost: number | null;
  /** ISO 4217. */
  currency: string | null;
  /** From the first work to the end, ms. */
  duration_ms: number;
}
