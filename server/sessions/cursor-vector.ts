import { Problem } from '../problem/problem.js';

/** Sessions that one connection may follow. */
const MAX_SESSIONS = 32;
const PAIR = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,15})(r?)$/i;

/** Where a viewer is in a session. */
export interface ViewerPosition {
  /** The last number that he has. */
  seq: number;
  /** He knows that the session is at rest there, and need not be told. */
  resting: boolean;
}

/** Where a viewer of several sessions is. */
export type CursorVector = Map<string, ViewerPosition>;

/**
 * Reads `<session>:<number>,…`; an `r` after a number says that the session is known to be at rest there.
 * @throws Problem 400 `validation_failed`: for what is no vector, names a session twice, or too many.
 */
export function parseCursorVector(text: string, field: string): CursorVector {
  const vector: CursorVector = new Map();
  for (const pair of text.split(',')) {
    const [, session, seq, resting] = PAIR.exec(pair) ?? [];
    if (!session || vector.has(session.toLowerCase())) throw refusal(field, 'must be <session>:<number>,…');
    vector.set(session.toLowerCase(), { seq: Number(seq), resting: resting !== '' });
  }
  if (vector.size > MAX_SESSIONS) throw refusal(field, `must name at most ${MAX_SESSIONS} sessions`);
  return vector;
}

/** The form that {@link parseCursorVector} reads. */
export function formatCursorVector(vector: CursorVector): string {
  return [...vector].map(formatPair).join(',');
}

/** What stands before and after a session's pair in that form. */
export function formatAround(vector: CursorVector, sessionId: string): [before: string, after: string] {
  let before = '';
  let after = '';
  let passed = false;
  for (const pair of vector) {
    if (pair[0] === sessionId) passed = true;
    else if (passed) after += `,${formatPair(pair)}`;
    else before += `${formatPair(pair)},`;
  }
  return [before, after];
}

function formatPair([session, { seq, resting }]: [string, ViewerPosition]): string {
  return `${session}:${seq}${resting ? 'r' : ''}`;
}

function refusal(field: string, message: string): Problem {
  const errors = [{ field, message, code: 'cursor_vector' }];
  return new Problem(400, 'validation_failed', { detail: 'Some fields are wrong.', errors });
}
