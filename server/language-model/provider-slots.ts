import type { ProviderConfig } from '../config/provider.js';

/**
 * Port to the limits of a provider: so many calls at once, so many a minute, over all replicas together.
 */
export abstract class ProviderSlots {
  /**
   * Waits for a slot, first come first served in this process. Call what it returns once, when the call has ended;
   * further calls of it do nothing.
   *
   * @param signal gives the wait up at once; a slot that was won meanwhile is returned
   * @throws the signal's reason
   */
  abstract acquire(provider: ProviderConfig, signal: AbortSignal): Promise<() => void>;
}
