/** Whether a provider answers, and what is wrong when it does not. */
export class ProviderCheckDto {
  ok: boolean;
  /** A stable code, when it does not answer. @example provider_unauthorized */
  code?: string;
  /** What happened and what helps; without key or address. */
  message?: string;
}
