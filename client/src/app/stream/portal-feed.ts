import { effect, inject, type OnDestroy, Service } from '@angular/core';
import { BrowserConnectionPorts } from './browser-connection-ports';
import { openTabGroup } from './browser-tab-group';
import { SharedFeed } from './shared-feed';

/** The feed of the portal's tabs in this browser. */
@Service()
export class PortalFeed implements OnDestroy {
  readonly feed = new SharedFeed(inject(BrowserConnectionPorts), openTabGroup('zzzero.feed'));

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
