import type { FieldError, ProblemDocument } from './problem.js';

/** One wrong field, as the OpenAPI shows it. */
export class FieldErrorDto implements FieldError {
  /**
   * Path in the body or the name of a parameter.
   * @example selected_categories[2]
   */
  field: string;
  message: string;
  /** @example unknown_category */
  code: string;
}

/** The body of every answer that is not a success (RFC 9457, `application/problem+json`). */
export class ProblemDto implements ProblemDocument {
  /** @example about:blank */
  type: string;
  /** @example Bad Request */
  title: string;
  /** @example 400 */
  status: number;
  /** What happened here, for people. */
  detail?: string;
  /**
   * Stable; programs may rely on it.
   * @example validation_failed
   */
  code: string;
  /** Present with `validation_failed`: every wrong field. */
  errors?: FieldErrorDto[];
}
