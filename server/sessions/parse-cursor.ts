import { Problem } from '../problem/problem.js';

/**
 * The `Last-Event-ID` header as a sequence number; undefined when it is absent or empty.
 * @throws Problem 400 `validation_failed`: a cursor that is no number is never taken for 0.
 */
export function parseCursor(header: string | undefined): number | undefined {
  if (header === undefined || header === '') return undefined;
  if (/^\d{1,15}$/.test(header)) return Number(header);
  const errors = [{ field: 'Last-Event-ID', message: 'must be a sequence number', code: 'is_int' }];
  throw new Problem(400, 'validation_failed', { detail: 'Some fields are wrong.', errors });
}
