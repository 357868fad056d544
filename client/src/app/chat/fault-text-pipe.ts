import { inject, Pipe, type PipeTransform } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { problemText } from '../api/problem-text';
import type { Fault } from '../api/run-state';

/** What went wrong in a run; see `problemText`. Impure: the language changes at run time. */
@Pipe({ name: 'faultText', pure: false })
export class FaultTextPipe implements PipeTransform {
  private readonly transloco = inject(TranslocoService);

  transform(fault: Fault): string {
    return problemText(this.transloco, fault);
  }
}
