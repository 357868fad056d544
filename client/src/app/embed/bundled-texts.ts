import { Service } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';
import { type Observable, of } from 'rxjs';
import en from '../../../public/i18n/en.json';
import zh from '../../../public/i18n/zh.json';

/** The texts come with the script: one request less, and never of another version than it. */
@Service()
export class BundledTexts implements TranslocoLoader {
  getTranslation(language: string): Observable<Translation> {
    return of(language === 'zh' ? zh : en);
  }
}
