import { Component, ElementRef, inject, input } from '@angular/core';
import { TextGrowth } from '../markdown/text-growth';
import type { StreamedText } from './streamed-text';
import { Typing } from './typing';

/** A text as it is typed out. */
@Component({ selector: 'app-typed-text', template: '' })
export class TypedText {
  readonly source = input.required<StreamedText>();
  /** Code units that are not typed out again. */
  readonly replayed = input(0);
  /** Somebody can see it. */
  readonly inSight = input(true);

  constructor() {
    const growth = inject(TextGrowth);
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const node = element.ownerDocument.createTextNode('');
    element.append(node);
    new Typing(this, {
      append: (more) => growth.grow(node, more),
      clear: () => (node.data = ''),
    });
  }
}
