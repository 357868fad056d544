import type { ProviderConfig } from './provider.js';

export type Role = 'all' | 'web' | 'worker';

/** Everything the environment decides, parsed once by `loadConfiguration()` and injected by this class. */
export class Configuration {
  readonly host: string;
  readonly port: number;
  /** Name of this server among others on its database; viewers are told it. */
  readonly replica: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl?: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly allowUnauthenticated: boolean;
  /** Names under which this server is reached besides `host`, e.g. that of a load balancer; lower case. */
  readonly allowedHosts: readonly string[];
  /** Origins of pages that may embed a session: they may ask this server for everything; lower case. */
  readonly embedOrigins: readonly string[];
  /** What this server does: serve viewers, work runs, or both. */
  readonly role: Role;
  /** The configured providers, the offline model last; never empty. */
  readonly providers: readonly ProviderConfig[];
  /** Id of the provider a request without one gets: the first configured, else `offline`. */
  readonly defaultProvider: string;
  /** Pace of the offline model, tokens a second a stream. */
  readonly offlineTokensPerSecond: number;
  /** Silence after which a provider call is given up, ms. */
  readonly providerTimeoutMs: number;

  /** Queued and running runs of one user; without sign-in everybody is the same user. */
  readonly maxRuns: number;
  /** Runs that this server works at once; more wait in the queue. */
  readonly maxActiveRuns: number;
  /** Viewers of one session on this server. */
  readonly maxViewers: number;

  /** Characters that may wait for a viewer who does not read; then he is dropped, and resumes by his cursor. */
  readonly maxBacklog: number;
  /** Rest of a session before its events are compressed, minutes. */
  readonly compactAfterMinutes: number;
  /** Days after which an unused session is deleted; 0: never. */
  readonly retentionDays: number;
  /** Sessions that are kept; the oldest beyond are deleted. */
  readonly retentionSessions: number;

  constructor(values: Configuration) {
    Object.assign(this, values);
  }
}
