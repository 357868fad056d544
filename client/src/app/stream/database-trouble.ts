/** What the server says of its database while something is wrong with it. */
export type DatabaseTrouble = 'unreachable' | 'read_only' | 'disk_full';

const TROUBLES: readonly string[] = ['unreachable', 'read_only', 'disk_full'] satisfies DatabaseTrouble[];

/** Codes of the problems that requests meet meanwhile. */
const CODES: Readonly<Record<string, DatabaseTrouble>> = {
  database_unreachable: 'unreachable',
  database_read_only: 'read_only',
  database_full: 'disk_full',
};

/** The status of an `event: database`; null when all is well, or the word is of a later server. */
export function toDatabaseTrouble(status: unknown): DatabaseTrouble | null {
  return typeof status === 'string' && TROUBLES.includes(status) ? (status as DatabaseTrouble) : null;
}

/** The trouble behind a problem's code; null when it is another's. */
export function troubleOfCode(code: string): DatabaseTrouble | null {
  return CODES[code] ?? null;
}
