import { Service } from '@angular/core';
import type { Translation, TranslocoLoader } from '@jsverse/transloco';
import { type Observable, of } from 'rxjs';
import en from '../../../public/i18n/en.json' with { type: 'json' };
import zh from '../../../public/i18n/zh.json' with { type: 'json' };

/** The texts come with the script: one request less, and never of another version than it. */
@Service()
export class BundledTexts implements TranslocoLoader {
  getTranslation(language: string): Observable<Translation> {
    return of(language === 'zh' ? zh : en);
  }
}
