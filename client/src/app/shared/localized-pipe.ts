import { inject, Pipe, type PipeTransform } from '@angular/core';
import { PortalLanguage, type PortalLanguageName } from './portal-language';

/** The text in the portal's language. Impure: the language changes at run time. */
@Pipe({ name: 'localized', pure: false })
export class LocalizedPipe implements PipeTransform {
  private readonly language = inject(PortalLanguage);

  transform(text: Record<PortalLanguageName, string> | undefined): string {
    return text?.[this.language.current()] ?? '';
  }
}
