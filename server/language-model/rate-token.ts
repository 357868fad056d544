import { setTimeout } from 'node:timers/promises';
import type { LockSession } from './lock-session.js';

const RETRY_MS = 250;

/**
 * One token of the bucket that all replicas share, by the database's clock. The bucket may go below zero: each taker
 * learns how long its token is still away, so nobody has to ask twice. A tenth of a minute's requests may come at once;
 * the rest trickles in, so that no minute sees more than `perMinute`.
 */
const TAKE = `
  insert into provider_rates as rate (provider, tokens, updated_at)
  values ($1, $2::float8 - 1, clock_timestamp())
  on conflict (provider) do update set
    tokens = least(
      $2::float8,
      rate.tokens + greatest(0, extract(epoch from clock_timestamp() - rate.updated_at)) * $3::float8
    ) - 1,
    updated_at = clock_timestamp()
  returning greatest(0, -tokens / $3::float8 * 1000)::float8 as wait`;

const RETURN = 'update provider_rates set tokens = tokens + 1 where provider = $1';

/** Waits until the provider may be asked once more. @throws the signal's abort error */
export async function takeRateToken(
  session: LockSession,
  provider: string,
  perMinute: number,
  signal: AbortSignal,
): Promise<void> {
  const burst = Math.max(1, Math.floor(perMinute / 10));
  const perSecond = Math.max(perMinute - burst, perMinute / 2) / 60;
  for (;;) {
    signal.throwIfAborted();
    try {
      const [row] = await session.query<{ wait: number }>(TAKE, [provider, burst, perSecond]);
      await waitFor(row?.wait ?? 0, session, provider, signal);
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      await setTimeout(RETRY_MS, undefined, { signal });
    }
  }
}

/** A token that is not waited for is put back for others. */
async function waitFor(
  ms: number,
  session: LockSession,
  provider: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (ms > 0) await setTimeout(ms, undefined, { signal });
    signal.throwIfAborted();
  } catch (error) {
    session.query(RETURN, [provider]).catch(() => undefined);
    throw error;
  }
}
