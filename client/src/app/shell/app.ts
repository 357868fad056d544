import { Component, computed, DOCUMENT, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import {
  LucideDrama,
  LucideLanguages,
  LucideLayoutList,
  LucideLibrary,
  LucideMoon,
  LucideSun,
  LucideUsers,
} from '@lucide/angular';
import { filter, map } from 'rxjs';
import { DisplayPause } from '../chat/display-pause';
import { SessionDrawer } from '../history/session-drawer';
import { ConnectionChip } from '../run-board/connection-chip';
import { RunAnnouncer } from '../run-board/run-announcer';
import { PortalLanguage } from '../shared/portal-language';
import { Theme } from '../shared/theme';
import { RunTitle } from './run-title';
import { ShortcutSheet } from './shortcut-sheet';

/** The portal: one bar, one page below it. */
@Component({
  selector: 'app-root',
  imports: [
    ConnectionChip,
    LucideDrama,
    LucideLanguages,
    LucideLayoutList,
    LucideLibrary,
    LucideMoon,
    LucideSun,
    LucideUsers,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    RunAnnouncer,
    SessionDrawer,
    ShortcutSheet,
    TranslocoDirective,
  ],
  templateUrl: './app.html',
  styleUrl: './app.scss',
})
export class App {
  protected readonly theme = inject(Theme);
  protected readonly language = inject(PortalLanguage);
  private readonly url = toSignal(
    inject(Router).events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
  );
  /** Its two addresses are `/` and `/sessions/:id`. */
  protected readonly onProfile = computed(() => /^\/(sessions\/|\?|$)/.test(this.url() ?? '/'));

  constructor() {
    const root = inject(DOCUMENT).documentElement;
    const { paused } = inject(DisplayPause);
    inject(RunTitle);
    effect(() => root.toggleAttribute('data-paused', paused()));
  }
}
