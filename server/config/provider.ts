/** A configured OpenAI-compatible provider. The key itself stays on the server. */
export interface ProviderConfig {
  /** Stable id, `[a-z0-9-]+`, e.g. `deepseek`. */
  id: string;
  label: string;
  baseUrl: string;
  /** Absent for providers that need none (Ollama, the offline model). */
  apiKey?: string;
  models: readonly ModelConfig[];
  /** Calls at once across all replicas. */
  maxConcurrency: number;
  /** Requests a minute across all replicas; absent: unlimited. */
  requestsPerMinute?: number;
  /** Its model for vectors (`/embeddings`); absent: it makes none. */
  embeddingModel?: string;
  /** True for the built-in offline model: its text is sample text and marked so everywhere. */
  sample?: boolean;
}

/** One model of a provider. */
export interface ModelConfig {
  id: string;
  /** Whether it sends reasoning before its answer. */
  reasoning?: boolean;
  /** Prices in `currency` per million tokens. */
  inputPrice?: number;
  outputPrice?: number;
  /** ISO 4217. */
  currency?: string;
}
