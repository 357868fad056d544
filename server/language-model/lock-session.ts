import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { PgConnection } from '../database/pg-connection.js';

const RECONNECT_MS = 250;
/** A connection that is silent for so long is given up, ms. */
const QUERY_TIMEOUT_MS = 5_000;
/** Longest goodbye, ms: a connection that is half open never ends by itself. */
const CLOSE_MS = 1_000;

/**
 * One database session that holds advisory locks for this process. Such locks are re-entrant inside a session, so the
 * ones held are remembered here and never asked for again. A lost session is replaced, and what was held is taken
 * again as far as nobody else was faster: the calls they stand for are still under way.
 */
export class LockSession {
  private readonly held = new Set<string>();
  private readonly closing = new AbortController();
  private client?: Promise<pg.Client>;
  private last: Promise<unknown> = Promise.resolve();
  /** The one that `client` has resolved to; events of older ones mean nothing any more. */
  private live?: pg.Client;

  constructor(private readonly connection: PgConnection) {}

  /**
   * Takes up to `count` of `keys` (64-bit integers as text) that no session holds.
   * @throws when the session is lost meanwhile; it then holds none of them
   */
  async tryTake(keys: readonly string[], count: number): Promise<string[]> {
    const free = keys.filter((key) => !this.held.has(key));
    const rows = await this.query<{ key: string }>(
      'select key::text from unnest($1::bigint[]) as key where pg_try_advisory_lock(key) limit $2',
      [free, count],
    );
    const taken = rows.map(({ key }) => key);
    for (const key of taken) this.held.add(key);
    return taken;
  }

  /** Returns a lock. If the session is lost, the lock was lost with it. */
  free(key: string): void {
    if (!this.held.delete(key) || !this.client) return;
    this.query('select pg_advisory_unlock($1::bigint)', [key]).catch(() => undefined);
  }

  /** Runs a statement in the session, connecting first where needed; one after the other, as pg wants it. */
  query<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    const result = this.last.then(() => this.run<T>(text, values));
    this.last = result.catch(() => undefined);
    return result;
  }

  /** Ends the session, and with it all locks. */
  async close(): Promise<void> {
    this.closing.abort(new Error('the lock session is closed'));
    const client = await this.client?.catch(() => undefined);
    if (client) await Promise.race([client.end(), setTimeout(CLOSE_MS, undefined, { ref: false })]);
  }

  private async run<T extends object>(text: string, values: unknown[]): Promise<T[]> {
    const client = await (this.client ??= this.connect());
    try {
      return (await client.query<T>(text, values)).rows;
    } catch (error) {
      // What the statement has locked is unknown now; ending the session makes it known.
      this.discard(client);
      this.drop(client);
      throw error;
    }
  }

  private async connect(): Promise<pg.Client> {
    for (;;) {
      this.closing.signal.throwIfAborted();
      const client = new pg.Client({
        ...this.connection,
        application_name: 'zzzero-slots',
        keepAlive: true,
        connectionTimeoutMillis: QUERY_TIMEOUT_MS,
        query_timeout: QUERY_TIMEOUT_MS,
      });
      client.on('error', () => this.drop(client));
      client.on('end', () => this.drop(client));
      try {
        await client.connect();
        await client.query('select pg_try_advisory_lock(key) from unnest($1::bigint[]) as key', [
          [...this.held],
        ]);
        this.live = client;
        return client;
      } catch {
        this.discard(client);
        await setTimeout(RECONNECT_MS, undefined, { signal: this.closing.signal });
      }
    }
  }

  /** Not awaited, for the same reason as in `close`. */
  private discard(client: pg.Client): void {
    client.end().catch(() => undefined);
  }

  /** The session is gone. While calls are under way others must see their locks soon again. */
  private drop(client: pg.Client): void {
    if (this.live !== client) return;
    this.live = undefined;
    this.client = undefined;
    if (this.held.size > 0 && !this.closing.signal.aborted) {
      this.client = this.connect();
      this.client.catch(() => undefined);
    }
  }
}
