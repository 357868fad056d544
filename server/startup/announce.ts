import type { Configuration } from '../config/configuration.js';

/**
 * The lines a person reads after `npm start`.
 *
 * @param database where the data lies, as the `PostgresServer` describes itself
 */
export function announce(configuration: Configuration, address: string, database: string): string {
  const provider = configuration.providers.find(({ id }) => id === configuration.defaultProvider);
  const model = provider?.models[0]?.id ?? '';
  const note = provider?.sample ? ' (sample text; set OPENAI_API_KEY in .env for a real model)' : '';
  return [
    '',
    `  ZZZero is ready   ${address}`,
    ...(configuration.role === 'worker' ? [] : [`  API documents     ${address}api/docs`]),
    ...(configuration.role === 'all' ? [] : [`  Role              ${configuration.role}`]),
    `  Provider          ${provider?.label ?? 'none'}, ${model}${note}`,
    `  Data              ${configuration.dataDir}`,
    `  Database          ${database}`,
    '',
  ].join('\n');
}
