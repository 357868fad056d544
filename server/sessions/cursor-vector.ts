import { Problem } from '../problem/problem.js';

/** Sessions that one connection may follow. */
const MAX_SESSIONS = 32;
const PAIR = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,15})$/i;

/** Where a viewer of several sessions is: the last number that he has of each. */
export type CursorVector = Map<string, number>;

/**
 * Reads `<session>:<number>,…`.
 * @throws Problem 400 `validation_failed`: for what is no vector, names a session twice, or too many.
 */
export function parseCursorVector(text: string, field: string): CursorVector {
  const vector: CursorVector = new Map();
  for (const pair of text.split(',')) {
    const [, session, seq] = PAIR.exec(pair) ?? [];
    if (!session || vector.has(session.toLowerCase())) throw refusal(field, 'must be <session>:<number>,…');
    vector.set(session.toLowerCase(), Number(seq));
  }
  if (vector.size > MAX_SESSIONS) throw refusal(field, `must name at most ${MAX_SESSIONS} sessions`);
  return vector;
}

/** The form that {@link parseCursorVector} reads. */
export function formatCursorVector(vector: CursorVector): string {
  return [...vector].map(([session, seq]) => `${session}:${seq}`).join(',');
}

function refusal(field: string, message: string): Problem {
  const errors = [{ field, message, code: 'cursor_vector' }];
  return new Problem(400, 'validation_failed', { detail: 'Some fields are wrong.', errors });
}
