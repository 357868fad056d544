import { computed, Directive, inject } from '@angular/core';
import { SessionView } from './session-view';

/** Marks a text as one in the session's language, whatever the portal speaks: voices, fonts and line heights go by it. */
@Directive({ selector: '[appTextLanguage]', host: { '[attr.lang]': 'language()' } })
export class TextLanguage {
  private readonly view = inject(SessionView);

  protected readonly language = computed(() =>
    this.view.state().document.session()?.language === 'en' ? 'en' : 'zh-Hans',
  );
}
