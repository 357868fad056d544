import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Asks again and again until the answer is there: for what another process does in its own time.
 * @throws Error, the last one seen if any, when `ask` neither threw nor was true within `timeoutMs`
 */
export async function until(ask: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    let failure: unknown = new Error(`not within ${timeoutMs} ms: ${ask.toString()}`);
    try {
      if (await ask()) return;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > end) throw failure;
    await delay(POLL_MS);
  }
}
