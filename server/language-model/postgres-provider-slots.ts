import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { ProviderConfig } from '../config/provider.js';
import { PostgresServer } from '../database/postgres-server.js';
import { LockSession } from './lock-session.js';
import { SlotQueue } from './slot-queue.js';
import { ProviderSlots } from './provider-slots.js';
import { takeRateToken } from './rate-token.js';

/**
 * Slots as session-level advisory locks: whoever dies, however he dies, has returned his slots.
 * All of them hang on one direct connection, taken on first use.
 */
@Injectable()
export class PostgresProviderSlots extends ProviderSlots implements BeforeApplicationShutdown {
  private readonly locks: LockSession;
  private readonly queues = new Map<string, SlotQueue>();

  constructor(server: PostgresServer) {
    super();
    this.locks = new LockSession(server.connection);
  }

  async acquire(provider: ProviderConfig, signal: AbortSignal): Promise<() => void> {
    let queue = this.queues.get(provider.id);
    if (!queue) this.queues.set(provider.id, (queue = new SlotQueue(provider, this.locks)));
    const release = await queue.acquire(signal);
    try {
      if (provider.requestsPerMinute) {
        await takeRateToken(this.locks, provider.id, provider.requestsPerMinute, signal);
      }
      return release;
    } catch (error) {
      release();
      throw error;
    }
  }

  /** After the workers have stopped; ending the session returns whatever is still held. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const queue of this.queues.values()) queue.close();
    await this.locks.close();
  }
}
