import type { PortalLanguageName } from './portal-language';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A time span (ms) in the one or two units that matter: `42 sec`, `12 min`, `1 hr 5 min`. */
export function formatDuration(ms: number, language: PortalLanguageName): string {
  if (ms < MINUTE) return unit(Math.ceil(ms / 1_000), 'second', language);
  if (ms < HOUR) return unit(Math.round(ms / MINUTE), 'minute', language);
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.round((ms - hours * HOUR) / MINUTE);
  const text = unit(hours, 'hour', language);
  return minutes === 0 ? text : `${text} ${unit(minutes, 'minute', language)}`;
}

function unit(value: number, name: 'second' | 'minute' | 'hour', language: PortalLanguageName): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
}
