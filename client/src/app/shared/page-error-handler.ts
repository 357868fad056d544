import { ErrorHandler, Service } from '@angular/core';

/**
 * The browser's word that it tells some sizes in the next frame, since others have changed while it told them. It comes as an
 * error and is none: nothing is lost (https://drafts.csswg.org/resize-observer/#deliver-resize-loop-error-notification).
 */
const SIZES_LATER = /^ResizeObserver loop /;

/** Errors as Angular logs them, without what is none. */
@Service()
export class PageErrorHandler extends ErrorHandler {
  override handleError(error: unknown): void {
    if (error instanceof Error && SIZES_LATER.test(error.message)) return;
    super.handleError(error);
  }
}
