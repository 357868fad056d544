import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ProviderConfig } from '../config/provider.js';
import type { LockSession } from './lock-session.js';

/** How often a process looks for slots that others hold, ms. */
const POLL_MS = 50;

interface Waiter {
  grant(key: string): void;
  fail(reason: Error): void;
}

/** Those of this process who wait for one provider, in the order of their coming. */
export class SlotQueue {
  private readonly waiters: Waiter[] = [];
  private readonly keys: readonly string[];
  private readonly closing = new AbortController();
  private used = 0;
  private pumping = false;
  /** Ends the wait for others at once: a slot of our own has come free. */
  private nudge = new AbortController();

  constructor(
    { id, maxConcurrency }: ProviderConfig,
    private readonly locks: LockSession,
  ) {
    this.keys = Array.from({ length: maxConcurrency }, (_, index) => lockKey(id, index));
  }

  /** @throws the signal's reason */
  acquire(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    this.closing.signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const abandon = () => {
        this.waiters.splice(this.waiters.indexOf(waiter), 1);
        reject(asError(signal.reason));
      };
      const waiter: Waiter = {
        grant: (key) => {
          signal.removeEventListener('abort', abandon);
          resolve(this.releaser(key));
        },
        fail: (reason) => {
          signal.removeEventListener('abort', abandon);
          reject(reason);
        },
      };
      signal.addEventListener('abort', abandon, { once: true });
      this.waiters.push(waiter);
      void this.pump();
    });
  }

  close(): void {
    const reason = new Error('the slots are closed');
    this.closing.abort(reason);
    this.nudge.abort();
    for (const waiter of this.waiters.splice(0)) waiter.fail(reason);
  }

  private releaser(key: string): () => void {
    let released = false;
    this.used++;
    return () => {
      if (released) return;
      released = true;
      this.used--;
      this.locks.free(key);
      this.nudge.abort();
      void this.pump();
    };
  }

  /** Hands out slots while there are waiters and slots that this process may still take. */
  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    while (this.waiters.length > 0 && this.used < this.keys.length && !this.closing.signal.aborted) {
      const wanted = Math.min(this.waiters.length, this.keys.length - this.used);
      this.nudge = new AbortController();
      // A lost session is no reason to fail a waiter: the next try connects anew.
      const taken = await this.locks.tryTake(this.keys, wanted).catch(() => []);
      for (const key of taken) this.give(key);
      if (taken.length < wanted && this.waiters.length > 0) await this.pause();
    }
    this.pumping = false;
  }

  private give(key: string): void {
    const waiter = this.waiters.shift();
    if (waiter) waiter.grant(key);
    else this.locks.free(key);
  }

  private async pause(): Promise<void> {
    await setTimeout(POLL_MS, undefined, { signal: this.nudge.signal }).catch(() => undefined);
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('the wait was given up', { cause: reason });
}

/** One 64-bit key a slot; a digest, so that no two providers share one. */
function lockKey(provider: string, index: number): string {
  const digest = createHash('sha256').update(`zzzero slot ${provider} ${index}`).digest();
  return digest.readBigInt64BE().toString();
}
