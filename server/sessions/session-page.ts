/** The last session of a page: where the next one begins. Times are exact to the microsecond, as the database has them. */
export interface PagePosition {
  /** Epoch µs. */
  updatedAt: string;
  id: string;
}

const SEPARATOR = '_';

/** What a cursor looks like. */
export const CURSOR = /^\d{1,17}_[0-9a-f-]{36}$/;

/** A position as clients carry it. */
export function toCursor({ updatedAt, id }: PagePosition): string {
  return `${updatedAt}${SEPARATOR}${id}`;
}

/** @param cursor matches `CURSOR` */
export function fromCursor(cursor: string): PagePosition {
  const [updatedAt, id] = cursor.split(SEPARATOR) as [string, string];
  return { updatedAt, id };
}

/** A text as a pattern for ILIKE that means nothing but itself. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
