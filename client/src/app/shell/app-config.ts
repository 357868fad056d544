import { provideHttpClient } from '@angular/common/http';
import {
  type ApplicationConfig,
  ErrorHandler,
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { provideLucideConfig } from '@lucide/angular';
import { LateFonts } from '../shared/late-fonts';
import { PageErrorHandler } from '../shared/page-error-handler';
import { PortalLanguage } from '../shared/portal-language';
import { Theme } from '../shared/theme';
import { routes } from './routes';
import { TranslationLoader } from './translation-loader';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    { provide: ErrorHandler, useExisting: PageErrorHandler },
    provideHttpClient(),
    provideRouter(routes, withComponentInputBinding()),
    provideTransloco({
      config: {
        availableLangs: ['zh', 'en'],
        defaultLang: 'zh',
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: TranslationLoader,
    }),
    provideLucideConfig({ size: 16, strokeWidth: 1.75 }),
    // Theme and language are set before the first paint of a component.
    provideAppInitializer(() => {
      inject(LateFonts);
      inject(Theme);
      inject(PortalLanguage);
    }),
  ],
};
