import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { PgConnection } from './pg-connection.js';

const RECONNECT_MS = 500;
/** A connection that is silent for so long is given up, ms: a cut network tells nobody. */
const SILENCE_MS = 5_000;
/** Longest goodbye, ms. */
const CLOSE_MS = 1_000;

/** What a direct connection does besides queries. */
export interface DirectConnectionOptions {
  /** `application_name`, for `pg_stat_activity`. */
  name: string;
  /** Run on every new connection before it counts: locks, LISTEN. */
  setUp: (client: pg.Client) => Promise<void>;
  onNotification?: (payload: string) => void;
}

/**
 * A single connection outside the pool, for what belongs to a session of the database: advisory locks and LISTEN. A
 * lost one is replaced until `close`. Do not use it for work that can wait for a pooled connection.
 */
export class DirectConnection {
  private readonly logger = new Logger('Database');
  private live?: pg.Client;
  private timer?: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly connection: PgConnection,
    private readonly options: DirectConnectionOptions,
  ) {}

  /** @throws when the first connection fails; later ones are tried again and again */
  async open(): Promise<void> {
    this.live = await this.connect();
  }

  /** Runs a statement, or throws while the connection is being replaced. */
  async query<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    const client = this.live;
    if (!client) throw new Error(`the connection ${this.options.name} is being replaced`);
    try {
      return (await client.query<T>(text, values)).rows;
    } catch (error) {
      // A refusal by the database carries a SQLSTATE and leaves the session whole; anything else is the wire.
      if (!(error instanceof pg.DatabaseError)) this.replace(client);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    const client = this.live;
    this.live = undefined;
    if (client) await endSoon(client);
  }

  private async connect(): Promise<pg.Client> {
    const { name, setUp, onNotification } = this.options;
    const client = new pg.Client({
      ...this.connection,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: SILENCE_MS,
      query_timeout: SILENCE_MS,
    });
    client.on('error', () => this.replace(client));
    client.on('end', () => this.replace(client));
    if (onNotification) client.on('notification', ({ payload }) => onNotification(payload ?? ''));
    try {
      await client.connect();
      await setUp(client);
      return client;
    } catch (error) {
      void endSoon(client);
      throw error;
    }
  }

  /** Once for each connection that was live; the ones that never were are tried again by their caller. */
  private replace(client: pg.Client): void {
    if (this.closed || this.live !== client) return;
    this.live = undefined;
    this.logger.warn(`connection ${this.options.name} lost`);
    void endSoon(client);
    this.reconnect();
  }

  private reconnect(): void {
    this.timer = setTimeout(() => {
      this.connect().then(
        (client) => {
          if (this.closed) void endSoon(client);
          else this.live = client;
        },
        () => !this.closed && this.reconnect(),
      );
    }, RECONNECT_MS);
  }
}

/** A half-open connection never ends by itself. */
async function endSoon(client: pg.Client): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_MS)));
  await Promise.race([client.end().catch(() => undefined), late]);
  clearTimeout(timer);
}
