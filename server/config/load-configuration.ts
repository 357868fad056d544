import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigurationError } from './configuration-error.js';
import { Configuration } from './configuration.js';
import { EnvironmentReader, type Environment } from './environment-reader.js';
import { isLoopback } from './loopback.js';
import type { ProviderConfig } from './provider.js';
import { readProvidersFile } from './providers-file.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ROLES = ['all', 'web', 'worker'] as const;
const OPENAI_URL = 'https://api.openai.com/v1';
const OPENAI_MODEL = 'gpt-4o-mini';

/** Wide enough never to be the bottleneck: the offline model paces itself. */
const OFFLINE_CONCURRENCY = 64;

/**
 * Parses the environment and the `.env` beside package.json; what the environment says wins.
 * Throws a `ConfigurationError` that names every wrong value.
 *
 * @param root folder of `.env`, and start of every relative path
 */
export function loadConfiguration(root: string, environment: Environment = process.env): Configuration {
  const values = { ...readEnvFile(join(root, '.env')), ...environment };
  const reader = new EnvironmentReader(values);
  const host = reader.text('HOST') ?? '127.0.0.1';
  const allowUnauthenticated = reader.flag('ALLOW_UNAUTHENTICATED');
  if (!isLoopback(host) && !allowUnauthenticated) {
    reader.reject(
      'HOST',
      `"${host}" can be reached by other machines and there is no sign-in; use 127.0.0.1, or set ALLOW_UNAUTHENTICATED=1 in a network you trust`,
    );
  }
  const providers = readProviders(values, reader, root);
  const configuration = new Configuration({
    host,
    port: reader.integer('PORT', 7861, 0, 65_535),
    replica: reader.name('ZZZERO_REPLICA') ?? `${hostname()}-${process.pid}`,
    dataDir: resolve(root, reader.text('DATA_DIR') ?? 'data'),
    databaseUrl: reader.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    allowUnauthenticated,
    allowedHosts: reader.hosts('ALLOWED_HOSTS'),
    embedOrigins: reader.origins('EMBED_ORIGINS'),
    role: reader.oneOf('ZZZERO_ROLE', ROLES, 'all'),
    providers,
    defaultProvider: providers[0]?.id ?? 'offline',
    offlineTokensPerSecond: reader.integer('OFFLINE_TOKENS_PER_SECOND', 60, 1, 1_000_000),
    compactAfterMinutes: reader.integer('COMPACT_AFTER_MINUTES', 60, 0, 1_000_000),
    retentionDays: reader.integer('RETENTION_DAYS', 0, 0, 36_500),
    retentionSessions: reader.integer('RETENTION_SESSIONS', 100_000, 1, 100_000_000),
    maxRuns: reader.integer('MAX_RUNS', 1_000, 1, 1_000_000),
    maxActiveRuns: reader.integer('MAX_ACTIVE_RUNS', 100, 1, 10_000),
    maxBacklog: reader.integer('MAX_BACKLOG', 2_000_000, 10_000, 1_000_000_000),
    maxViewers: reader.integer('MAX_VIEWERS', 5_000, 1, 1_000_000),
    providerTimeoutMs: reader.integer('PROVIDER_TIMEOUT_MS', 60_000, 1, 3_600_000),
  });
  if (reader.problems.length > 0) throw new ConfigurationError(reader.problems);
  return configuration;
}

function readProviders(values: Environment, reader: EnvironmentReader, root: string): ProviderConfig[] {
  const maxConcurrency = reader.integer('PROVIDER_MAX_CONCURRENCY', 8, 1, 1000);
  const file = reader.text('PROVIDERS_FILE');
  const providers = [
    ...readOpenAi(reader, maxConcurrency),
    ...(file ? readProvidersFile(resolve(root, file), values, reader, maxConcurrency) : []),
  ];
  const ids = providers.map(({ id }) => id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
    reader.reject('PROVIDERS_FILE', `the provider id "${id}" is used twice`);
  }
  return [...providers, offline()];
}

/** A base URL without a key is a provider too: Ollama and its like ask for none. */
function readOpenAi(reader: EnvironmentReader, maxConcurrency: number): ProviderConfig[] {
  const apiKey = reader.text('OPENAI_API_KEY');
  const baseUrl = reader.url('OPENAI_BASE_URL', ['http:', 'https:']);
  const models = reader
    .text('OPENAI_MODEL')
    ?.split(/\s*,\s*/)
    .filter(Boolean);
  if (!apiKey && !baseUrl) return [];
  if (baseUrl && !models) {
    reader.reject(
      'OPENAI_MODEL',
      'is needed with OPENAI_BASE_URL: the name of a model that this provider has',
    );
  }
  return [
    {
      id: 'openai',
      label: baseUrl ? new URL(baseUrl).host : 'OpenAI',
      baseUrl: baseUrl ?? OPENAI_URL,
      ...(apiKey && { apiKey }),
      models: (models ?? [OPENAI_MODEL]).map((id) => ({ id })),
      maxConcurrency,
      embeddingModel: reader.text('OPENAI_EMBEDDING_MODEL'),
    },
  ];
}

/** Last and always there. Its port is free until the language model's module has bound it. */
function offline(): ProviderConfig {
  return {
    id: 'offline',
    label: '离线示例 / Offline sample',
    baseUrl: '',
    models: [{ id: 'sample-writer', reasoning: true }],
    maxConcurrency: OFFLINE_CONCURRENCY,
    sample: true,
  };
}

function readEnvFile(path: string): Environment {
  if (!existsSync(path)) return {};
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigurationError([{ name: '.env', message: (error as Error).message }]);
  }
}
