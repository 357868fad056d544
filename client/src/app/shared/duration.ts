import { numberFormat } from './number-format';
import type { PortalLanguageName } from './portal-language';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A time span (ms) in the one or two units that matter: `42 sec`, `12 min`, `1 hr 5 min`. */
export function formatDuration(ms: number, language: PortalLanguageName): string {
  // Rounded before it is split, or the rest of an hour can be 60 minutes.
  const seconds = Math.ceil(ms / SECOND);
  if (seconds < 60) return unit(seconds, 'second', language);
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return unit(minutes, 'minute', language);
  const hours = unit(Math.floor(minutes / 60), 'hour', language);
  return minutes % 60 === 0 ? hours : `${hours} ${unit(minutes % 60, 'minute', language)}`;
}

/** A time span (ms) to the second, as a clock shows it: `0:42`, `12:05`, `1:05:00`. */
export function formatClock(ms: number): string {
  const seconds = Math.round(ms / SECOND);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

function unit(value: number, name: 'second' | 'minute' | 'hour', language: PortalLanguageName): string {
  return numberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
}
