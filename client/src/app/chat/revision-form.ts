import { afterNextRender, Component, ElementRef, inject, input, linkedSignal, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { askBeforeLosing } from '../shared/unsaved-changes';

/** What the reader does to a text: has it written again, or writes himself. */
export type RevisionMode = 'rewrite' | 'edit';

const MAX_CHARACTERS: Record<RevisionMode, number> = { rewrite: 2_000, edit: 20_000 };

/** A field for the wish or the text, and the two ways out of it. */
@Component({
  selector: 'app-revision-form',
  imports: [TranslocoDirective],
  template: `
    <form *transloco="let t" (submit)="send($event)" (keydown.escape)="cancelled.emit()">
      <label>
        <span>{{ t('revision.' + mode() + 'Label') }}</span>
        <textarea
          #field
          class="input"
          data-testid="revision-text"
          [rows]="mode() === 'edit' ? 6 : 2"
          [maxLength]="limit[mode()]"
          [placeholder]="mode() === 'rewrite' ? t('revision.rewriteHint') : ''"
          [value]="value()"
          (input)="value.set(field.value)"
        ></textarea>
      </label>
      <div class="ways">
        <button
          type="submit"
          class="button primary"
          [disabled]="busy() || (mode() === 'edit' && !value().trim())"
        >
          {{ t('revision.' + mode() + 'Send') }}
        </button>
        <button type="button" class="button" (click)="cancelled.emit()">{{ t('revision.cancel') }}</button>
      </div>
    </form>
  `,
  styleUrl: './revision-form.scss',
})
export class RevisionForm {
  readonly mode = input.required<RevisionMode>();
  /** What stands there now. */
  readonly text = input('');
  readonly busy = input(false);
  /** The wish, which may be empty, or the new text. */
  readonly sent = output<string>();
  readonly cancelled = output<void>();

  protected readonly limit = MAX_CHARACTERS;
  protected readonly value = linkedSignal(() => (this.mode() === 'edit' ? this.text() : ''));

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef);
    askBeforeLosing(() => this.value() !== (this.mode() === 'edit' ? this.text() : ''));
    afterNextRender(() => host.nativeElement.querySelector('textarea')?.focus());
  }

  protected send(event: Event): void {
    event.preventDefault();
    this.sent.emit(this.value().trim());
  }
}
