import { readFileSync } from 'node:fs';
import type { Environment, EnvironmentReader } from './environment-reader.js';
import type { ModelConfig, ProviderConfig } from './provider.js';

const ID = /^[a-z0-9-]+$/;

type Json = Record<string, unknown>;

/**
 * Reads the JSON array that `PROVIDERS_FILE` names:
 * `{id, label, base_url, api_key_env, models: [{id, reasoning, input_price, output_price, currency}],
 * max_concurrency, requests_per_minute, embedding_model}`.
 * Keys stay in the environment: the file holds only the names of their variables, so it can be shared.
 */
export function readProvidersFile(
  path: string,
  environment: Environment,
  reader: EnvironmentReader,
  maxConcurrency: number,
): ProviderConfig[] {
  const entries = parse(path, reader);
  return entries.flatMap((entry, index) => {
    const at = `PROVIDERS_FILE[${index}]`;
    if (!isObject(entry)) {
      reader.reject(at, 'must be an object');
      return [];
    }
    const field = new FieldReader(entry, at, reader);
    const id = field.text('id');
    if (id && (!ID.test(id) || id === 'offline')) {
      reader.reject(`${at}.id`, 'must be lower-case letters, digits and hyphens, and not "offline"');
    }
    const baseUrl = field.text('base_url');
    if (baseUrl && !/^https?:\/\//.test(baseUrl)) {
      reader.reject(`${at}.base_url`, 'must begin with http:// or https://');
    }
    const keyName = field.optionalText('api_key_env');
    const apiKey = keyName && environment[keyName]?.trim();
    if (keyName && !apiKey) reader.reject(`${at}.api_key_env`, `names ${keyName}, which is not set`);
    return [
      {
        id,
        label: field.optionalText('label') ?? id,
        baseUrl,
        ...(apiKey && { apiKey }),
        models: readModels(entry['models'], at, reader),
        maxConcurrency: field.positive('max_concurrency') ?? maxConcurrency,
        requestsPerMinute: field.positive('requests_per_minute'),
        embeddingModel: field.optionalText('embedding_model'),
      },
    ];
  });
}

function parse(path: string, reader: EnvironmentReader): unknown[] {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (Array.isArray(content)) return content;
    reader.reject('PROVIDERS_FILE', `${path} must hold a JSON array of providers`);
  } catch (error) {
    reader.reject('PROVIDERS_FILE', `cannot read ${path}: ${(error as Error).message}`);
  }
  return [];
}

function readModels(value: unknown, at: string, reader: EnvironmentReader): ModelConfig[] {
  if (!Array.isArray(value) || value.length === 0) {
    reader.reject(`${at}.models`, 'must be an array with at least one model');
    return [];
  }
  return value.flatMap((entry: unknown, index) => {
    const place = `${at}.models[${index}]`;
    if (!isObject(entry)) {
      reader.reject(place, 'must be an object');
      return [];
    }
    const field = new FieldReader(entry, place, reader);
    return [
      {
        id: field.text('id'),
        reasoning: entry['reasoning'] === true,
        inputPrice: field.positive('input_price'),
        outputPrice: field.positive('output_price'),
        currency: field.optionalText('currency'),
      },
    ];
  });
}

/** Typed access to one object of the file; complains with the full place of a field. */
class FieldReader {
  constructor(
    private readonly entry: Json,
    private readonly at: string,
    private readonly reader: EnvironmentReader,
  ) {}

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) this.reader.reject(`${this.at}.${name}`, 'is missing');
    return value ?? '';
  }

  optionalText(name: string): string | undefined {
    const value = this.entry[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string') return value;
    this.reader.reject(`${this.at}.${name}`, 'must be text');
    return undefined;
  }

  positive(name: string): number | undefined {
    const value = this.entry[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' && value >= 0) return value;
    this.reader.reject(`${this.at}.${name}`, 'must be a number, 0 or more');
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
