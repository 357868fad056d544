import { Component, input } from '@angular/core';
import { LucideDynamicIcon, type LucideIcon } from '@lucide/angular';

/** Who speaks: each kind has a colour, and with it an icon and a word. */
export type NoteKind = 'system' | 'agent' | 'streaming' | 'success' | 'error';

/** The frame of everything in the record: a bar in the kind's ink, an icon, a label. */
@Component({
  selector: 'app-note',
  imports: [LucideDynamicIcon],
  template: `
    <header>
      <svg [lucideIcon]="icon()" [size]="15"></svg>
      <span class="label" data-words>{{ label() }}</span>
      <ng-content select="[noteHead]" />
    </header>
    <ng-content />
  `,
  styleUrl: './note.scss',
  host: { '[class]': 'kind()', '[attr.data-kind]': 'kind()' },
})
export class Note {
  readonly kind = input.required<NoteKind>();
  readonly icon = input.required<LucideIcon>();
  readonly label = input.required<string>();
}
