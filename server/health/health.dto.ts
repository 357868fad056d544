/** What the database holds; measured at most once a minute. */
export class StorageDto {
  database_bytes: number;
  sessions: number;
  /** Events of active and recent sessions, estimated. */
  event_rows: number;
  /** Compressed stretches of up to 1,000 events, estimated. */
  event_blocks: number;
}

/** The answer of a server that is well. */
export class HealthDto {
  /** @example ok */
  status: 'ok';
  /** Tells this server from another program on its port. */
  name: 'zzzero';
  /** @example 0.1.0 */
  version: string;
  /** Seconds since the start. */
  uptime: number;
  storage: StorageDto;
}
