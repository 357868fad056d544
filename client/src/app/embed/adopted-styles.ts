import { Injectable, type OnDestroy, type ɵSharedStylesHost as SharedStylesHost } from '@angular/core';

/** Sheets are the same for every element of the page, so they are parsed once. */
const sheets = new Map<string, CSSStyleSheet>();

/**
 * Gives Angular's styles to the shadow root as constructed sheets. Angular itself writes `<style>` elements, which a page
 * forbids that allows no inline styles; what a script constructs is the script's own, and no policy is asked
 * (https://drafts.csswg.org/cssom/#dom-cssstylesheet-cssstylesheet). They stay until the element goes: there are as many
 * as there are components.
 */
@Injectable()
export class AdoptedStyles implements SharedStylesHost, OnDestroy {
  private readonly hosts = new Set<ShadowRoot>();
  private readonly adopted = new Set<CSSStyleSheet>();

  addStyles(styles: string[]): void {
    const known = this.adopted.size;
    for (const style of styles) this.adopted.add(sheetOf(style));
    if (this.adopted.size > known) this.hosts.forEach((host) => this.adopt(host));
  }

  removeStyles(): void {
    // See above.
  }

  addHost(host: Node): void {
    if (!(host instanceof ShadowRoot) || this.hosts.has(host)) return;
    this.hosts.add(host);
    this.adopt(host);
  }

  removeHost(host: Node): void {
    if (host instanceof ShadowRoot && this.hosts.delete(host)) host.adoptedStyleSheets = [];
  }

  ngOnDestroy(): void {
    for (const host of this.hosts) this.removeHost(host);
  }

  private adopt(host: ShadowRoot): void {
    host.adoptedStyleSheets = [...this.adopted];
  }
}

function sheetOf(style: string): CSSStyleSheet {
  let sheet = sheets.get(style);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    sheets.set(style, sheet);
  }
  return sheet;
}
