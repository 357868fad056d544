import { inject, Pipe, type PipeTransform } from '@angular/core';
import { formatAmount, formatMoney } from './amounts';
import { formatDuration } from './duration';
import { numberFormat } from './number-format';
import { PortalLanguage } from './portal-language';

/** A time span in ms; empty when it is not known. */
@Pipe({ name: 'duration', pure: false })
export class DurationPipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);

  transform(ms: number | null | undefined): string {
    return ms === null || ms === undefined ? '' : formatDuration(ms, this.language.current());
  }
}

/** Time of day of an epoch time (ms) or ISO 8601 text, with seconds; empty when it is not known. */
@Pipe({ name: 'clockTime', pure: false })
export class ClockTimePipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);

  transform(time: number | string | null | undefined): string {
    if (time === null || time === undefined) return '';
    return new Date(time).toLocaleTimeString(this.language.current(), { hour12: false });
  }
}

/** A number with the language's separators; large ones shortened (12K, 1.2万). */
@Pipe({ name: 'amount', pure: false })
export class AmountPipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);

  transform(value: number): string {
    return formatAmount(value, this.language.current());
  }
}

/** A sum of money, short; a plain number where the currency is not known. */
@Pipe({ name: 'money', pure: false })
export class MoneyPipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);

  transform(amount: number, currency: string | null | undefined): string {
    return formatMoney(amount, currency, this.language.current());
  }
}

/** A file's size. */
@Pipe({ name: 'fileSize', pure: false })
export class FileSizePipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);

  transform(bytes: number): string {
    const [value, unit] = bytes < 1_000 ? [bytes, 'byte'] : [bytes / 1_000, 'kilobyte'];
    const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const;
    return numberFormat(this.language.current(), options).format(value);
  }
}
