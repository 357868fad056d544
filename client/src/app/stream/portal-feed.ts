import { effect, inject, InjectionToken, type OnDestroy, Service } from '@angular/core';
import { BrowserConnectionPorts } from './browser-connection-ports';
import { openTabGroup } from './browser-tab-group';
import { SharedFeed } from './shared-feed';

/** Name under which tabs find each other and share a connection; null: each keeps one of its own. */
export const TAB_GROUP_NAME = new InjectionToken<string | null>('TAB_GROUP_NAME', {
  factory: () => 'zzzero.feed',
});

/** The feed of the portal's tabs in this browser. */
@Service()
export class PortalFeed implements OnDestroy {
  private readonly group = inject(TAB_GROUP_NAME);
  readonly feed = new SharedFeed(
    inject(BrowserConnectionPorts),
    this.group === null ? null : openTabGroup(this.group),
  );

  constructor() {
    effect(() => {
      this.feed.state();
      this.feed.tellState();
    });
  }

  ngOnDestroy(): void {
    this.feed.close();
  }
}
