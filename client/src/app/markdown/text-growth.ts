import { DestroyRef, DOCUMENT, inject, Service } from '@angular/core';

/** Code units of a text that is set anew as cheaply as it grows; a longer one is dearer with each of them. */
const SHORT = 400;

/**
 * Puts more at the end of texts on the page. A short text is set anew: the browser shapes it with its paragraph when it
 * lays that out. A text that grows where it stands is shaped within the call, which costs the same in all and holds the
 * script up for it (measured: docs/decisions/0014). But it keeps what is selected in it, so while anything is, all grow.
 */
@Service()
export class TextGrowth {
  private readonly document = inject(DOCUMENT);
  private selecting = false;

  constructor() {
    const over = new AbortController();
    // To ask in each frame would be a layout in each frame.
    const look = () => (this.selecting = this.document.getSelection()?.type === 'Range');
    this.document.addEventListener('selectionchange', look, { signal: over.signal });
    inject(DestroyRef).onDestroy(() => over.abort());
  }

  grow(node: Text, more: string): void {
    if (this.selecting || node.length > SHORT) node.appendData(more);
    else node.data += more;
  }
}
