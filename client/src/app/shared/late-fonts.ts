import { DOCUMENT, inject, Service } from '@angular/core';

/**
 * Chromium (seen in 153) does not shape text again when a web font arrives that stands behind the system's fonts in
 * the family list: on a machine without a Chinese font, text that was there first stays a row of boxes. A font
 * feature that no font has, new with each arrival, makes it look again and changes nothing else. Where the system
 * has the glyphs the web font is never loaded, and this never happens.
 */
@Service()
export class LateFonts {
  private readonly document = inject(DOCUMENT);
  private arrivals = 0;

  constructor() {
    this.document.fonts?.addEventListener('loadingdone', () => this.reshape());
  }

  private reshape(): void {
    this.arrivals = (this.arrivals + 1) % 100;
    const feature = `zz${String(this.arrivals).padStart(2, '0')}`;
    this.document.documentElement.style.fontFeatureSettings = `"${feature}" 1`;
  }
}
