import type { TranslocoService } from '@jsverse/transloco';

/**
 * The portal's words for a key that is built from what the server has answered, in the reader's language; undefined where
 * it has none. Transloco's own answer to a missing key is the key (its `fallback` is a value like any other), and no reader
 * is to see one.
 */
export function wordsFor(
  transloco: TranslocoService,
  key: string,
  values: Record<string, unknown> = {},
): string | undefined {
  const words = transloco.getTranslation(transloco.getActiveLang());
  return words[key] ? transloco.translate<string>(key, values) : undefined;
}
