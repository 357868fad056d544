import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** A page that knows whether something in it is not saved. */
export interface Editing {
  hasChanges(): boolean;
}

/** Asks before what was typed is lost. */
export const keepsUnsavedChanges: CanDeactivateFn<Editing> = (page) =>
  !page.hasChanges() || window.confirm(inject(TranslocoService).translate('templates.leave'));
