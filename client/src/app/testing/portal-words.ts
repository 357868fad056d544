import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import en from '../../../public/i18n/en.json' with { type: 'json' };
import zh from '../../../public/i18n/zh.json' with { type: 'json' };
import { PortalLanguage, type PortalLanguageName } from '../shared/portal-language';

/** What the portal says, in both languages, for tests of components. */
export const portalWords = TranslocoTestingModule.forRoot({
  langs: { zh, en },
  translocoConfig: { availableLangs: ['zh', 'en'], defaultLang: 'zh', reRenderOnLangChange: true },
  preloadLangs: true,
});

/** Has the portal speak this language from now on. */
export function speak(name: PortalLanguageName): void {
  const language = TestBed.inject(PortalLanguage);
  if (language.current() !== name) language.toggle();
}
