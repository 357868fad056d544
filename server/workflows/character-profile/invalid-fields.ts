import { type FieldError, Problem } from '../../problem/problem.js';

/** A request that is well-formed, and names what is not there. */
export function invalidFields(errors: FieldError[]): Problem {
  return new Problem(400, 'validation_failed', { detail: 'Some fields are wrong.', errors });
}
