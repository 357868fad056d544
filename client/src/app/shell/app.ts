import { Component, inject } from '@angular/core';
import { RouterLink, RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LucideDrama, LucideMoon, LucideSun } from '@lucide/angular';
import { SessionDrawer } from '../history/session-drawer';
import { ConnectionChip } from '../run-board/connection-chip';
import { PortalLanguage } from '../shared/portal-language';
import { Theme } from '../shared/theme';

/** The portal: one bar, one page below it. */
@Component({
  selector: 'app-root',
  imports: [
    ConnectionChip,
    LucideDrama,
    LucideMoon,
    LucideSun,
    RouterLink,
    RouterOutlet,
    SessionDrawer,
    TranslocoDirective,
  ],
  templateUrl: './app.html',
  styleUrl: './app.scss',
})
export class App {
  protected readonly theme = inject(Theme);
  protected readonly language = inject(PortalLanguage);
}
