import { Component, computed, ElementRef, inject, input } from '@angular/core';
import type { StreamedText } from './attempt';
import { Typing } from './typing';

/** A text as it is typed out. */
@Component({ selector: 'app-typed-text', template: '' })
export class TypedText {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly source = input.required<StreamedText>();
  /** Code units that are not typed out again. */
  readonly replayed = input(0);
  /** Somebody can see it. */
  readonly inSight = input(true);

  constructor() {
    const text = computed(() => this.source().text());
    new Typing({ text, replayed: this.replayed, inSight: this.inSight }, (shown) => {
      this.element.textContent = shown;
    });
  }
}
