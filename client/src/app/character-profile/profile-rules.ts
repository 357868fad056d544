import { max, min, type SchemaFn, validate } from '@angular/forms/signals';
import type { ProfileDraft } from './profile-draft';

/** Limits that the server holds too (see its request DTO); texts are counted in code points. */
export const LIMITS = {
  name: 80,
  basicInfo: 4_000,
  temperature: { min: 0, max: 2 },
  tokenCap: 1_000,
} as const;

/** Code points of a text, as the server counts. */
export function codePoints(text: string): number {
  return [...text].length;
}

/**
 * The same rules as the server's, so that nothing is sent that it would refuse. The kind of an error is the key of
 * its words under `form.errors`.
 */
export function profileRules(maxConcurrency: () => number): SchemaFn<ProfileDraft> {
  return (draft) => {
    validate(draft.characterName, ({ value }) => {
      const length = codePoints(value().trim());
      if (length === 0) return { kind: 'nameRequired' };
      return length > LIMITS.name ? { kind: 'nameTooLong' } : undefined;
    });
    validate(draft.basicInfo, ({ value }) =>
      codePoints(value().trim()) > LIMITS.basicInfo ? { kind: 'infoTooLong' } : undefined,
    );
    validate(draft.categories, ({ value }) => (value().length === 0 ? { kind: 'noCategory' } : undefined));
    // Built-in bounds also become the slider's own `min` and `max`.
    min(draft.temperature, LIMITS.temperature.min, { error: { kind: 'temperatureRange' } });
    max(draft.temperature, LIMITS.temperature.max, { error: { kind: 'temperatureRange' } });
    min(draft.concurrency, 1, { error: { kind: 'concurrencyRange' } });
    max(draft.concurrency, maxConcurrency, { error: { kind: 'concurrencyRange' } });
    validate(draft.concurrency, ({ value }) =>
      Number.isInteger(value()) ? undefined : { kind: 'concurrencyRange' },
    );
    validate(draft.tokenCap, ({ value }) => {
      const cap = value();
      if (cap === null) return undefined;
      return Number.isInteger(cap) && cap >= LIMITS.tokenCap ? undefined : { kind: 'tokenCapRange' };
    });
  };
}
