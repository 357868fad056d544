import { type HttpInterceptorFn, provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  type EnvironmentProviders,
  inject,
  isDevMode,
  type Provider,
  provideEnvironmentInitializer,
  ɵSHARED_STYLES_HOST as SHARED_STYLES_HOST,
} from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { provideTransloco } from '@jsverse/transloco';
import { provideLucideConfig } from '@lucide/angular';
import { ApiOrigin } from '../api/api-origin';
import { RunNotification } from '../run-board/run-notification';
import { KeyValueStore } from '../shared/key-value-store';
import { PortalLanguage } from '../shared/portal-language';
import { Shortcuts } from '../shared/shortcuts';
import { TAB_GROUP_NAME } from '../stream/portal-feed';
import { AdoptedStyles } from './adopted-styles';
import { BundledTexts } from './bundled-texts';
import { EmbedHost } from './embed-host';
import { EmbeddedLanguage, ForgetfulStore, Notices, NoNotification, NoShortcuts } from './quiet-services';

/** Every request goes to the element's server, and carries its token. */
const toServer: HttpInterceptorFn = (request, next) => {
  const origin = inject(ApiOrigin);
  if (!request.url.startsWith('/')) return next(request);
  return next(request.clone({ url: origin.url(request.url), setHeaders: origin.headers }));
};

/**
 * An application that is a guest: what the portal does to its page and to its browser's storage, it does to nobody. Each
 * element has one of its own, so each has its own session, language and connection.
 */
export function embedProviders(host: EmbedHost, origin: ApiOrigin): (Provider | EnvironmentProviders)[] {
  return [
    { provide: EmbedHost, useValue: host },
    { provide: ApiOrigin, useValue: origin },
    { provide: SHARED_STYLES_HOST, useClass: AdoptedStyles },
    { provide: KeyValueStore, useClass: ForgetfulStore },
    { provide: PortalLanguage, useClass: EmbeddedLanguage },
    { provide: RunNotification, useClass: NoNotification },
    { provide: Shortcuts, useClass: NoShortcuts },
    Notices,
    { provide: MatSnackBar, useExisting: Notices },
    { provide: TAB_GROUP_NAME, useValue: null },
    provideHttpClient(withInterceptors([toServer])),
    provideTransloco({
      config: {
        availableLangs: ['zh', 'en'],
        defaultLang: host.language(),
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: BundledTexts,
    }),
    provideLucideConfig({ size: 16, strokeWidth: 1.75 }),
    provideEnvironmentInitializer(() => void inject(PortalLanguage)),
  ];
}
