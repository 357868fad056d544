import { DestroyRef, DOCUMENT, inject, Service } from '@angular/core';

/** Up to so many code units a text costs no more set anew than grown; beyond them ever more. */
const SHORT = 400;

/**
 * Puts more at the end of texts on the page. A short text is set anew: the browser shapes it with its paragraph when it
 * lays that out. A text that grows where it stands is shaped within the call, which costs the same in all and holds the
 * script up for it (measured: docs/decisions/0014). But it keeps the places in it at which a selection or a caret is, so
 * while anything is selected, or a pointer is down that may begin to select, all grow.
 */
@Service()
export class TextGrowth {
  private readonly document = inject(DOCUMENT);
  private selecting = false;
  private pressed = false;
  private caret: Node | null = null;

  constructor() {
    const over = new AbortController();
    const listen = (type: string, listener: () => void) =>
      this.document.addEventListener(type, listener, { signal: over.signal, capture: true });
    // To ask in each beat would be a layout in each beat.
    listen('selectionchange', () => this.onSelection());
    listen('pointerdown', () => (this.pressed = true));
    listen('pointerup', () => (this.pressed = false));
    listen('pointercancel', () => (this.pressed = false));
    inject(DestroyRef).onDestroy(() => over.abort());
  }

  /** The text goes on with more. */
  grow(node: Text, more: string): void {
    const kept = this.selecting || this.pressed || node === this.caret;
    if (kept || node.length > SHORT) node.appendData(more);
    else node.data += more;
  }

  private onSelection(): void {
    const selection = this.document.getSelection();
    this.selecting = selection?.type === 'Range';
    this.caret = selection?.anchorNode ?? null;
  }
}
