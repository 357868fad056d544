import { inject, Pipe, type PipeTransform } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { Fault } from '../api/run-state';
import { PortalLanguage } from '../shared/portal-language';

/**
 * What went wrong, in the portal's own words where it knows the code: they speak the reader's language. Else the
 * server's. Impure: the language changes at run time.
 */
@Pipe({ name: 'faultText', pure: false })
export class FaultTextPipe implements PipeTransform {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(PortalLanguage);

  transform(fault: Fault): string {
    const words = this.transloco.translateObject('faults', {}, this.language.current()) as Record<
      string,
      string
    >;
    return words[fault.code] ?? fault.message;
  }
}
